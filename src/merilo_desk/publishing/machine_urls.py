"""Addresses that machines ask for: feeds, sitemaps, cards."""

from django.urls import path, register_converter

from merilo_desk.publishing import feed_views, map_views


class Kind:
    """The three sorts of feed."""

    regex = "rss|atom|json"

    def to_python(self, value: str) -> str:
        """Return the sort as it stands."""
        return value

    to_url = to_python


register_converter(Kind, "feedkind")

app_name = "publishing_machine"
urlpatterns = [
    path("feeds/<str:code>/checks.<feedkind:kind>", feed_views.feed, name="feed"),
    path(
        "feeds/<str:code>/topics/<slug:slug>.<feedkind:kind>", feed_views.feed, {"about": "topics"}, name="topic_feed"
    ),
    path(
        "feeds/<str:code>/speakers/<slug:slug>.<feedkind:kind>",
        feed_views.feed,
        {"about": "speakers"},
        name="speaker_feed",
    ),
    path("claimreview.json", feed_views.claim_reviews, name="claimreview"),
    path("sitemap.xml", map_views.sitemap_index, name="sitemap"),
    path("sitemaps/pages.xml", map_views.sitemap_pages, name="sitemap_pages"),
    path("sitemaps/news.xml", map_views.sitemap_news, name="sitemap_news"),
    path("sitemaps/checks-<str:code>-<int:part>.xml", map_views.sitemap_checks, name="sitemap_checks"),
    path("robots.txt", feed_views.robots, name="robots"),
    path("oembed.json", feed_views.oembed, name="oembed"),
]
