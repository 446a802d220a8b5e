"""Addresses of promises at the desk."""

from django.urls import path

from merilo_desk.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.promises, name="promises"),
    path("add/", views.edit, name="add"),
    path("<int:pk>/", views.promise, name="promise"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("programmes/add/", views.programme, name="bring"),
    path("programmes/<int:pk>/", views.programme, name="programme"),
    path("programmes/<int:pk>/sort/", views.sort_drafts, name="sort"),
    path("governments/add/", views.government, name="add-government"),
    path("governments/<int:pk>/", views.government, name="government"),
]
