"""Addresses of followed feeds and alerts at the desk."""

from django.urls import path, re_path

from merilo_desk.following import alert_views, feed_views

app_name = "following"
urlpatterns = [
    path("", alert_views.alerts, name="alerts"),
    path("<int:pk>/", alert_views.alert, name="alert"),
    re_path(r"^(?P<what>keep|aside)/$", alert_views.act, name="act"),
    path("feeds/", feed_views.feeds, name="feeds"),
    path("feeds/add/", feed_views.add, name="add"),
    path("feeds/<int:pk>/", feed_views.feed, name="feed"),
    re_path(r"^feeds/(?P<pk>\d+)/(?P<what>pause|resume|remove)/$", feed_views.act, name="feed-act"),
]
