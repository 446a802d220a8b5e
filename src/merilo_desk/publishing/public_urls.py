"""Addresses of this room's public pages, under the language's own."""

from django.urls import URLPattern

app_name = "publishing_public"
urlpatterns: list[URLPattern] = []
