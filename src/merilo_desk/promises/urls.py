"""Addresses of this room's pages at the desk."""

from django.urls import URLPattern

app_name = "promises"
urlpatterns: list[URLPattern] = []
