"""Addresses of this room's public pages, under the language's own."""

from django.urls import path

from merilo_desk.casework import public_views

app_name = "casework_public"
urlpatterns = [path("<str:secret>/", public_views.reply, name="reply")]
