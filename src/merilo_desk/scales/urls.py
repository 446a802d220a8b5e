"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.scales import views

app_name = "scales"
urlpatterns = [
    path("", views.scales, name="scales"),
    path("new/", views.new_scale, name="new-scale"),
    path("of/<slug:slug>/", views.scale, name="scale"),
    path("of/<slug:slug>/new/", views.new_rating, name="new-rating"),
    path("of/<slug:slug>/<slug:value>/", views.rating, name="rating"),
    path("of/<slug:slug>/<slug:value>/end/", views.ending, name="ending"),
]
