"""Addresses that machines ask for: feeds, sitemaps, cards."""

from django.urls import URLPattern

app_name = "publishing_machine"
urlpatterns: list[URLPattern] = []
