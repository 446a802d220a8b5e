"""Addresses of the newsroom itself."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from merilo_desk.newsroom import views

app_name = "newsroom"
urlpatterns = [
    path("", views.today, name="today"),
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("me/", views.me, name="me"),
    path("counts/", views.counts, name="counts"),
]
