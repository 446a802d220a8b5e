"""Addresses of this room's public pages, under the language's own."""

from django.urls import path

from merilo_desk.publishing import card_views, glossary_public_views, search_views, subject_views, version_views, views

app_name = "publishing_public"
urlpatterns = [
    path("search/", search_views.search, name="search"),
    path("balance/", subject_views.balance, name="balance"),
    path("speakers/<slug:slug>/", subject_views.speaker, name="speaker"),
    path("statements/<int:number>/", subject_views.statement, name="statement"),
    path("terms/", glossary_public_views.glossary, name="glossary"),
    path("terms/<slug:slug>/", glossary_public_views.term, name="term"),
    path("topics/<slug:slug>/", subject_views.topic, name="topic"),
    path("checks/<slug:slug>/plain.txt", views.plain_text, name="plain_text"),
    path("checks/<slug:slug>/card/", card_views.card, name="card"),
    path("checks/<slug:slug>/share.png", card_views.picture, name="picture"),
    path("checks/<slug:slug>/versions/<int:number>/", version_views.version, name="version"),
    path("checks/<slug:slug>/versions/<int:number>/content.json", version_views.content, name="version_content"),
]
