"""The feeds: the newest checks of a language, a topic or a speaker as RSS, Atom and JSON Feed; all as a DataFeed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from merilo_desk.languages import language
from merilo_desk.newsroom.markdown import as_html
from merilo_desk.newsroom.models import the_desk
from merilo_desk.publishing import markup
from merilo_desk.publishing.around import Around, around
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.records import rating_words, speaker_name
from merilo_desk.publishing.serving import address

KINDS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
HOW_MANY = 50
# Cases of the data feed that are read together.
AT_ONCE = 500


def when(page: FactCheckPage) -> datetime:
    """Return when a page came out."""
    out = page.first_published_at
    return out or datetime.combine(page.checked_on, time(12), tzinfo=timezone.get_current_timezone())


def changed(page: FactCheckPage) -> datetime:
    """Return when a page last changed."""
    return page.last_published_at or when(page)


def title_of(page: FactCheckPage) -> str:
    """Return the title with the verdict before it, so that a reader of the feed alone is not misled by the claim."""
    return f"{rating_words(page)}: {page.title}" if page.facts.get("rating") else page.title


def written(pages: list[FactCheckPage], kind: str, code: str, title: str, home: str, own: str) -> str:
    """Return a feed as XML text.

    Args:
        pages: the checks, newest first.
        kind: "rss" or "atom".
        code: the language.
        title: what the feed is called.
        home: the path of the page that shows the same.
        own: the path of the feed itself.
    """
    desk = the_desk().called(code)
    feed = KINDS[kind](
        title=title,
        link=address(home),
        description=_("Fact checks by %(desk)s") % {"desk": desk},
        language=language(code).tag,
        feed_url=address(own),
        author_name=desk,
    )
    feed.feed["id"] = address(own)
    for page in pages:
        feed.add_item(
            title=title_of(page),
            link=address(page.path_here),
            description=page.reason,
            unique_id=tag_of(page),
            unique_id_is_permalink=False,
            pubdate=when(page),
            updateddate=changed(page),
            categories=[str(page.topic.called(code))] if page.topic else [],
            author_name=desk,
        )
    text: str = feed.writeString("utf-8")
    return text


def tag_of(page: FactCheckPage) -> str:
    """Return the name of an entry that stays the same when its address does not."""
    return f"tag:{address('').split('://')[-1].split(':')[0]},{when(page).year}:check-{page.case_id}-{page.locale.language_code}"


def json_feed(pages: list[FactCheckPage], code: str, title: str, home: str, own: str) -> dict[str, Any]:
    """Return a feed as JSON Feed 1.1; what JSON Feed has no word for stands under `_merilo`."""
    beside = around(pages)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address(home),
        "feed_url": address(own),
        "language": language(code).tag,
        "authors": [{"name": beside.desk.called(code), "url": address(f"/{code}/")}],
        "items": [
            {
                "id": tag_of(page),
                "url": address(page.path_here),
                "title": title_of(page),
                "summary": page.reason,
                "content_html": str(as_html(page.body)),
                "image": address(f"{page.path_here}share.png"),
                "date_published": when(page).isoformat(),
                "date_modified": changed(page).isoformat(),
                "language": language(code).tag,
                "tags": [str(page.topic.called(code))] if page.topic else [],
                "_merilo": {
                    "about": address(f"/{code}/methodology/"),
                    "claim": page.claim,
                    "claimant": speaker_name(page),
                    "rating": rating_words(page),
                    "version": page.version_id,
                    "version_url": address(f"{page.path_here}versions/{page.version_id}/"),
                    "behind": page.behind_since.isoformat() if page.behind_since else None,
                    "corrected": bool(beside.notices(page)),
                },
            }
            for page in pages
        ],
    }


def data_feed(pages: Iterator[FactCheckPage]) -> Iterator[str]:
    """Yield a DataFeed of every check, piece by piece, in the shape that Data Commons publishes and reads.

    The pages come case by case, so that each review names its other languages.
    """
    yield '{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":['
    between = "\n"
    for cases in _batches([*group] for _case, group in groupby(pages, key=lambda page: page.case_id)):
        beside = around([page for versions in cases for page in versions])
        for versions in cases:
            for page in versions:
                yield between + json.dumps(_element(page, versions, beside), ensure_ascii=False)
                between = ",\n"
    yield "\n]}\n"


def _batches(cases: Iterable[list[FactCheckPage]]) -> Iterator[list[list[FactCheckPage]]]:
    """Yield cases, each with its pages, so many at a time that what is around them is asked for once in a while."""
    batch: list[list[FactCheckPage]] = []
    for versions in cases:
        batch.append(versions)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _element(page: FactCheckPage, versions: list[FactCheckPage], beside: Around) -> dict[str, Any]:
    node = markup.claim_review(page, versions, beside)
    node.pop("@context", None)
    return {
        "@type": "DataFeedItem",
        "dateCreated": when(page).astimezone(UTC).isoformat(timespec="seconds"),
        "dateModified": changed(page).astimezone(UTC).isoformat(timespec="seconds"),
        "url": address(page.path_here),
        "item": [node],
    }
