"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.casework import board_views, case_views, open_views

app_name = "casework"
urlpatterns = [
    path("", board_views.cases, name="cases"),
    path("open/", open_views.open_one, name="open"),
    path("<int:pk>/", case_views.case, name="case"),
    path("<int:pk>/move/", case_views.move_to, name="move"),
    # Last, because a pane's key may be anything.
    path("<int:pk>/<slug:key>/", case_views.case, name="pane"),
]
