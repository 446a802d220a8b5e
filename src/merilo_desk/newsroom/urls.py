"""Addresses of the newsroom itself."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from merilo_desk.newsroom import door_views, feed_views, views

app_name = "newsroom"
urlpatterns = [
    path("", views.today, name="today"),
    path("login/", door_views.SignIn.as_view(), name="login"),
    path("login/code/", door_views.code, name="code"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("me/", views.me, name="me"),
    path("me/password/", views.ChangePassword.as_view(), name="password"),
    path("me/feed/", feed_views.switch, name="feed-switch"),
    path("waiting/<str:key>.atom", feed_views.feed, name="feed"),
    path("me/second-step/", door_views.own_second_step, name="second-step"),
    path("counts/", views.counts, name="counts"),
    path("way-in/<uidb64>/<token>/", views.ChoosePassword.as_view(), name="choose-password"),
    path("desk/", views.desk, name="desk"),
    path("desk/settings/", views.set_up, name="set-up"),
    path("desk/members/add/", views.invite, name="invite"),
    path("desk/members/<int:pk>/", views.member, name="member"),
    path("desk/topics/add/", views.topic, name="add-topic"),
    path("desk/topics/<int:pk>/", views.topic, name="topic"),
]
