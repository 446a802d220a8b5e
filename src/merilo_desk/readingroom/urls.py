"""Addresses of this room's pages at the desk."""

from django.urls import URLPattern

app_name = "readingroom"
urlpatterns: list[URLPattern] = []
