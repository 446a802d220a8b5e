"""Every address: the newsroom under /desk/, the editor of plain pages under /cms/, the public site by language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from merilo_desk.newsroom.front import front, nothing_here

urlpatterns = [
    path("", front, name="front"),
    path("desk/", include("merilo_desk.newsroom.urls")),
    path("desk/inbox/", include("merilo_desk.intake.urls")),
    path("desk/readings/", include("merilo_desk.readingroom.urls")),
    path("desk/cases/", include("merilo_desk.casework.urls")),
    path("desk/people/repeats/", include("merilo_desk.following.urls")),
    path("desk/people/", include("merilo_desk.people.urls")),
    path("desk/promises/", include("merilo_desk.promises.urls")),
    path("desk/site/", include("merilo_desk.publishing.urls")),
    path("desk/corrections/", include("merilo_desk.corrections.urls")),
    path("desk/dossier/", include("merilo_desk.dossier.urls")),
    path("desk/ledger/", include("merilo_desk.ledger.urls")),
    path("desk/scales/", include("merilo_desk.scales.urls")),
    # One door: what Wagtail has of its own for signing in and for looking after members would go past the ledger.
    path("cms/login/", RedirectView.as_view(pattern_name="newsroom:login", query_string=True)),
    path("cms/logout/", LogoutView.as_view()),
    re_path(r"^cms/(?:users|groups|password_reset)/", nothing_here),
    # Nor is a picture of a member taken, which keeps the place and the device it was made with.
    re_path(r"^cms/account/", RedirectView.as_view(pattern_name="newsroom:me")),
    # The site's pages hold words alone: files that no address would hand out are not taken either.
    re_path(r"^cms/(?:api/main/)?(?:documents|images|collections|embeds)/", nothing_here),
    # A page that breaks on purpose.
    path("cms/failwhale/", nothing_here),
    path("cms/", include(wagtailadmin_urls)),
    # Without a language: feeds, sitemaps, cards and files that machines ask for.
    path("", include("merilo_desk.publishing.machine_urls")),
    *i18n_patterns(
        path("send/", include("merilo_desk.intake.public_urls")),
        path("reply/", include("merilo_desk.casework.public_urls")),
        path("people/", include("merilo_desk.people.public_urls")),
        path("promises/", include("merilo_desk.promises.public_urls")),
        path("corrections/", include("merilo_desk.corrections.public_urls")),
        path("", include("merilo_desk.publishing.public_urls")),
        path("_util/login/", nothing_here),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "merilo_desk.publishing.refusals.refused"
handler403 = "merilo_desk.publishing.refusals.not_for_you"
handler404 = "merilo_desk.publishing.refusals.not_found"
