"""Addresses of corrections at the desk."""

from django.urls import path

from merilo_desk.corrections import views

app_name = "corrections"
urlpatterns = [
    path("", views.corrections, name="corrections"),
    path("open/", views.open_one, name="open"),
    path("others/", views.others, name="others"),
    path("others/<int:pk>/", views.other, name="other"),
    path("followers/", views.followers, name="followers"),
    path("<int:pk>/", views.correction, name="correction"),
]
