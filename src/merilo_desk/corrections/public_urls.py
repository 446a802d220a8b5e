"""Addresses of the public ledger, under the language's own."""

from django.urls import path

from merilo_desk.corrections import public_views

app_name = "corrections_public"
urlpatterns = [
    path("", public_views.ledger, name="ledger"),
    path("check/", public_views.check, name="check"),
    path("ledger.jsonl", public_views.download, name="download"),
    path("feed.xml", public_views.feed, name="feed"),
    path("<int:number>/", public_views.entry, name="entry"),
]
