"""Addresses of promises for the public, under the language's own."""

from django.urls import path

from merilo_desk.promises import public_views

app_name = "promises_public"
urlpatterns = [
    path("", public_views.governments, name="governments"),
    path("to/<slug:slug>/", public_views.promise, name="promise"),
    path("<slug:slug>/", public_views.dashboard, name="dashboard"),
    path("<slug:slug>/embed/", public_views.embed, name="embed"),
    path("<slug:slug>/data.csv", public_views.data, {"form": "csv"}, name="csv"),
    path("<slug:slug>/data.json", public_views.data, {"form": "json"}, name="json"),
]
