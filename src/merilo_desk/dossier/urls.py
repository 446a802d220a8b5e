"""Addresses of the dossier at the desk."""

from django.urls import path

from merilo_desk.dossier import views

app_name = "dossier"
urlpatterns = [
    path("", views.dossier, name="dossier"),
    path("write/", views.write, name="write"),
    path("files/<int:pk>/", views.file, name="file"),
    path("files/<int:pk>/row/", views.row, name="row"),
]
