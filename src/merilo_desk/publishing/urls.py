"""Addresses of this room's pages at the desk."""

from django.urls import URLPattern

app_name = "publishing"
urlpatterns: list[URLPattern] = []
