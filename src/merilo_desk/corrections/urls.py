"""Addresses of corrections at the desk."""

from django.urls import path

from merilo_desk.corrections import finding_views, preview_views, typed_views, views

app_name = "corrections"
urlpatterns = [
    path("", views.corrections, name="corrections"),
    path("open/", views.open_one, name="open"),
    path("requests/<int:pk>/", views.take_up, name="take-up"),
    path("others/", views.others, name="others"),
    path("others/<int:pk>/", views.other, name="other"),
    path("followers/", views.followers, name="followers"),
    path("findings/", finding_views.findings, name="findings"),
    path("findings/again/", finding_views.read_again, name="read-again"),
    path("findings/<int:pk>/", finding_views.decide, name="decide"),
    path("<int:pk>/read/<str:code>/", preview_views.preview, name="preview"),
    path("<int:pk>/typed/", typed_views.typed, name="typed"),
    path("<int:pk>/", views.correction, name="correction"),
]
