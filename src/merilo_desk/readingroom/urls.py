"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.readingroom import list_views, reading_views, story_views, voice_views

app_name = "readingroom"
urlpatterns = [
    path("", list_views.readings, name="readings"),
    path("new/", list_views.new, name="new"),
    path("stories/", story_views.stories, name="stories"),
    path("stories/<int:pk>/", story_views.story, name="story"),
    path("stories/<int:pk>/change/", story_views.change_story, name="change-story"),
    path("<int:pk>/", reading_views.reading, name="reading"),
    path("<int:pk>/row/", list_views.row, name="row"),
    path("<int:pk>/facts/", reading_views.facts_pane, name="facts"),
    path("<int:pk>/progress/", reading_views.progress, name="progress"),
    path("<int:pk>/stop/", reading_views.stop_reading, name="stop"),
    path("<int:pk>/again/", reading_views.again, name="again"),
    path("<int:pk>/keep/", reading_views.keep, name="keep"),
    path("<int:pk>/ticked/", reading_views.ticked, name="ticked"),
    path("<int:pk>/export/<slug:form>/", reading_views.export, name="export"),
    path("<int:pk>/original/", reading_views.original, name="original"),
    path("<int:pk>/voices/", voice_views.voices, name="voices"),
    path("<int:pk>/voices/confirm/", voice_views.confirm_all, name="confirm-all"),
    path("<int:pk>/voices/<int:number>/", voice_views.voice, name="voice"),
    path("<int:pk>/voices/<int:number>/confirm/", voice_views.confirm, name="confirm"),
    path("<int:pk>/voices/<int:number>/public/", voice_views.public, name="public"),
]
