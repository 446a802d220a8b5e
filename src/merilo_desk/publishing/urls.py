"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.publishing import adding_views, glossary_views, site_views, version_views

app_name = "publishing"
urlpatterns = [
    path("", site_views.site, name="site"),
    path("again/<int:case>/", site_views.make_again, name="again"),
    path("checks/<int:case>/languages/", adding_views.languages, name="languages"),
    path("checks/<int:case>/languages/<str:code>/", adding_views.added, name="added"),
    path("versions/<int:pk>/withhold/", version_views.withhold_one, name="withhold"),
    path("terms/", glossary_views.terms, name="terms"),
    path("terms/new/", glossary_views.term, name="add-term"),
    path("terms/<int:pk>/", glossary_views.term, name="term"),
    path("terms/<int:pk>/uses/", glossary_views.decide, name="decide-uses"),
    path("terms/<int:pk>/remove/", glossary_views.remove, name="remove-term"),
]
