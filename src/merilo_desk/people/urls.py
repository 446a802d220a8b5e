"""Addresses of the register at the desk."""

from django.urls import path

from merilo_desk.people import turn_views, views

app_name = "people"
urlpatterns = [
    path("", views.actors, name="actors"),
    path("pick/", views.pick, name="pick"),
    path("add/", views.edit_actor, name="add"),
    path("statements/add/", views.edit_statement, name="add-statement"),
    path("statements/<int:pk>/", views.statement, name="statement"),
    path("statements/<int:pk>/edit/", views.edit_statement, name="edit-statement"),
    path("statements/<int:pk>/before/", turn_views.any_before, name="any-before"),
    path("statements/<int:pk>/before/<int:then>/", turn_views.compare, name="compare"),
    path("<int:pk>/", views.actor, name="actor"),
    path("<int:pk>/edit/", views.edit_actor, name="edit"),
    path("<int:pk>/offices/", views.add_office, name="add-office"),
    path("<int:pk>/offices/<int:office>/remove/", views.remove_office, name="remove-office"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("<int:pk>/merge/<int:merge>/undo/", views.undo_merge, name="undo-merge"),
]
