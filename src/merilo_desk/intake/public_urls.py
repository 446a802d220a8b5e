"""Addresses of this room's public pages, under the language's own."""

from django.urls import path

from merilo_desk.intake import receipt_views, send_views

app_name = "intake_public"
urlpatterns = [
    path("", send_views.choose, name="choose"),
    path("receipt/", receipt_views.receipt, name="receipt"),
    path("<slug:kind>/", send_views.send, name="send"),
]
