"""Addresses of this room's pages at the desk."""

from django.urls import URLPattern, path

from merilo_desk.intake import file_views

app_name = "intake"
urlpatterns: list[URLPattern] = [
    path("files/<int:pk>/", file_views.file, name="file"),
]
