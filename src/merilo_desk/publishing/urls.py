"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.publishing import site_views

app_name = "publishing"
urlpatterns = [
    path("", site_views.site, name="site"),
    path("again/<int:case>/", site_views.make_again, name="again"),
]
