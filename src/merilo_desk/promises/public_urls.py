"""Addresses of this room's public pages, under the language's own."""

from django.urls import URLPattern

app_name = "promises_public"
urlpatterns: list[URLPattern] = []
