"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.publishing import glossary_views, site_views

app_name = "publishing"
urlpatterns = [
    path("", site_views.site, name="site"),
    path("again/<int:case>/", site_views.make_again, name="again"),
    path("terms/", glossary_views.terms, name="terms"),
    path("terms/new/", glossary_views.term, name="add-term"),
    path("terms/<int:pk>/", glossary_views.term, name="term"),
    path("terms/<int:pk>/uses/", glossary_views.decide, name="decide-uses"),
    path("terms/<int:pk>/remove/", glossary_views.remove, name="remove-term"),
]
