"""Google's and schema.org's rules for ClaimReview and MediaReview against the pages that the desk serves.

The validator's own side of each rule stands in tests/library/test_claimreview_rules.py; here the same validator reads
what readers' browsers get, for every sort of check that a desk publishes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from lxml import html

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions
from merilo_desk.people.models import Actor, Appearance, Statement
from merilo_desk.publishing import markup
from merilo_desk.publishing.making import make_pages, withdraw_pages
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.scales.bring import bring
from merilo_desk.scales.models import Rating, Scale

Made = Callable[..., list[FactCheckPage]]
# What is right for a check that cannot be rated, for one whose claimant nobody knows, and the like, is no mistake.
QUOTED = 'Рече: „Никогаш!“, па "да", па \'не\' </script><script>alert(1)</script> & <b>толку</b> \u2028 \\ {"a": 1}'


def read(page: FactCheckPage, client: Client) -> tuple[str, list[dict[str, Any]]]:
    """Return a page as it is served, and the reviews in it as a strict reader of JSON gets them."""
    shown = client.get(page.path_here).content.decode()
    scripts = html.fromstring(shown).xpath("//script[@type='application/ld+json']/text()")
    values = [json.loads(each) for each in scripts]
    assert len(values) <= 1
    nodes = values[0] if values and isinstance(values[0], list) else values
    return shown, nodes


def codes(page: FactCheckPage, client: Client) -> set[str]:
    """Return what the validator says of a page as it is served."""
    shown = client.get(page.path_here).content.decode()
    return {each.code for each in engine.validate_html(shown, markup.address(page.path_here))}


SORTS = [
    # (what sort of check, how it is made, the weaknesses that lie in the matter itself)
    ("an ordinary one", {}, set()),
    ("a true one", {"rating": "true"}, set()),
    ("the worst of its scale", {"rating": "brazen"}, set()),
    ("one that cannot be rated", {"rating": "unverifiable"}, {"no-rating-number"}),
    ("a claim of 74 letters", {"claim": "Тврдење " * 9 + "и."}, set()),
    ("a claim of 75 letters", {"claim": "Тврдење " * 9 + "јас"}, set()),
    ("a claim of a thousand words", {"claim": "Цените на лебот пораснаа двојно за три месеци. " * 125}, set()),
    ("quotation marks, a script and braces in a claim", {"claim": QUOTED}, {"claim-has-tags"}),
    ("one whose claimant has no page", {"speaker": None}, set()),
    ("said on the day of the check", {"said": date(2026, 11, 20)}, set()),
    ("the verdict's word within the claim", {"claim": "Ова е полувистина за платите."}, {"rating-word-in-claim"}),
    ("a claim dated after its check", {"said": date(2026, 11, 21)}, {"claim-after-review"}),
]


@pytest.mark.parametrize(("sort", "given", "weak"), SORTS, ids=[row[0] for row in SORTS])
def test_every_sort_of_check_keeps_every_rule(
    published: Made, client: Client, sort: str, given: dict[str, Any], weak: set[str]
) -> None:
    for page in published(**given):
        # The word of the verdict differs from language to language, and so does the claim.
        assert codes(page, client) - weak == set(), page.locale.language_code
    assert not weak or any(codes(page, client) & weak for page in FactCheckPage.objects.all())


def test_the_words_are_whole_and_nothing_breaks_out(published: Made, client: Client) -> None:
    page = published(claim=QUOTED, languages=("mk",))[0]
    shown, (node,) = read(page, client)
    assert node["itemReviewed"]["text"] == QUOTED
    assert "<script>alert" not in shown
    assert len(node["claimReviewed"]) < 75


@pytest.mark.parametrize("language", ["mk", "sr", "sr-latn", "sq"])
def test_the_address_is_one_everywhere(published: Made, client: Client, language: str) -> None:
    page = next(each for each in published() if each.locale.language_code == language)
    shown, (node,) = read(page, client)
    tree = html.fromstring(shown)
    (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
    (told,) = tree.xpath("//meta[@property='og:url']/@content")
    assert node["url"] == canonical == told == f"http://localhost:8000{page.path_here}"
    assert node["@id"] == f"{canonical}#claimreview"
    assert client.get(page.path_here).status_code == 200  # no redirect


def test_languages_of_a_claim_name_each_other(published: Made, client: Client) -> None:
    pages = published()
    addresses = {page.locale.language_code: markup.address(page.path_here) for page in pages}
    for page in pages:
        _shown, (node,) = read(page, client)
        code = page.locale.language_code
        assert set(node["itemReviewed"]["sameAs"]) == {url for other, url in addresses.items() if other != code}
        assert ("translationOfWork" in node) == (code != "mk")
        if code != "mk":
            assert node["translationOfWork"]["@id"] == addresses["mk"] + "#claimreview"
    feed = json.loads(client.get("/claimreview.json").getvalue())
    assert all(len(each["item"][0]["itemReviewed"]["sameAs"]) == 3 for each in feed["dataFeedElement"])


CLAIMANTS = [
    # (kind of actor, type in the markup)
    ("person", "Person"),
    ("party", "Organization"),
    ("institution", "Organization"),
    ("outlet", "Organization"),
]


@pytest.mark.parametrize(("kind", "expected"), CLAIMANTS)
def test_a_claimant_is_a_person_or_a_body(
    published: Made, client: Client, minister: Actor, kind: str, expected: str
) -> None:
    Actor.objects.filter(pk=minister.pk).update(kind=kind)
    minister.refresh_from_db()
    page = published(languages=("mk",), speaker=minister)[0]
    _shown, (node,) = read(page, client)
    who = node["itemReviewed"]["author"]
    assert (who["@type"], who["name"]) == (expected, "Марко Јовев")
    # An office is a person's; schema.org knows none of bodies.
    assert ("jobTitle" in who) == (expected == "Person")
    assert who["sameAs"] == "https://www.wikidata.org/wiki/Q42"
    assert codes(page, client) == set()


def test_a_claimant_whom_nobody_knows_is_left_out(approved: Callable[..., Case], client: Client) -> None:
    case = approved(languages=("mk",), speaker=None)
    Statement.objects.filter(pk=case.statement_id).update(speaker_words="")
    case.refresh_from_db()
    page = make_pages(case)[0]
    _shown, (node,) = read(page, client)
    assert "author" not in node["itemReviewed"]
    assert codes(page, client) == set()
    # Whoever wrote a word for nobody into the field is told.
    Statement.objects.filter(pk=case.statement_id).update(speaker_words="непознат")
    case = Case.objects.get(pk=case.pk)
    assert codes(make_pages(case)[0], client) == {"claimant-unknown"}


def test_a_claim_that_stands_nowhere_is_told(approved: Callable[..., Case], client: Client) -> None:
    case = approved(languages=("mk",))
    Appearance.objects.filter(statement=case.statement).delete()
    assert codes(make_pages(case)[0], client) == {"no-appearance"}


def test_a_desk_that_checks_itself_is_told(approved: Callable[..., Case], site: Any, client: Client) -> None:
    ourselves = Actor.objects.create(kind="outlet", name=site.name, slug="nie", public_because="медиум")
    case = approved(languages=("mk",), speaker=ourselves)
    assert "claimant-is-reviewer" in codes(make_pages(case)[0], client)


MEDIA = [
    # (slug of the shipped scale, category)
    ("original", "OriginalMediaContent"),
    ("missing-context", "DecontextualizedContent"),
    ("edited", "EditedOrCroppedContent"),
    ("transformed", "TransformedContent"),
    ("staged", "StagedContent"),
    ("satire", "SatireOrParodyContent"),
]
SEEN = [
    # (address, kind of snapshot)
    ("https://pictures.example/bridge.jpg", "ImageObjectSnapshot"),
    ("https://video.example/speech.mp4", "VideoObjectSnapshot"),
    ("https://www.youtube.com/watch?v=abc", "VideoObjectSnapshot"),
    ("https://sound.example/call.mp3", "AudioObjectSnapshot"),
    ("https://net.example/post/9", "MediaObject"),
]


@pytest.mark.parametrize(("slug", "category"), MEDIA)
def test_every_category_of_media_gets_its_review(
    approved: Callable[..., Case], client: Client, minister: Actor, slug: str, category: str
) -> None:
    bring()
    case = approved(languages=("mk", "sr"))
    case.rating = Rating.objects.get(scale__slug="media-review", slug=slug)
    case.save()
    Appearance.objects.filter(statement=case.statement).delete()
    for url, _kind in SEEN:
        Appearance.objects.create(statement=case.statement, url=url, archived="https://archive.example/a")
    for page in make_pages(case):
        _shown, nodes = read(page, client)
        claim, media = nodes
        assert (claim["@type"], media["@type"]) == ("ClaimReview", "MediaReview")
        assert media["mediaAuthenticityCategory"] == [f"https://schema.org/{category}"]
        assert media["itemReviewed"]["mediaItemAppearance"] == [
            {"@type": kind, "contentUrl": url, "archivedAt": "https://archive.example/a"} for url, kind in SEEN
        ]
        assert media["itemReviewed"]["creator"] == claim["itemReviewed"]["author"]
        assert media["itemReviewed"]["interpretedAsClaim"]["description"] == page.claim
        assert media["originalMediaContextDescription"] == page.reason
        assert (media["associatedClaimReview"]["@id"], claim["associatedMediaReview"]["@id"]) == (
            claim["@id"],
            media["@id"],
        )
        assert media["inLanguage"] == claim["inLanguage"]
        assert codes(page, client) <= {"no-rating-number"}
        # A reader that gathers every review of a page finds two, not what only points at them.
        assert len(list(engine.reviews_in(nodes))) == 2


def test_a_verdict_of_another_family_gets_none(published: Made, client: Client, scale: Scale) -> None:
    Rating.objects.filter(slug="half-true").update(schema="StagedContent")
    assert len(read(published(languages=("mk",))[0], client)[1]) == 1


def test_a_correction_stands_in_the_markup_with_its_line(published: Made, client: Client, member: Callable) -> None:
    pages = published(languages=("mk",))
    case, ana, boris = pages[0].case, member("ena", "editor"), member("boris", "editor")
    opened = actions.open_correction(case, kind="correction", by=ana)
    texts = {"mk": {**actions.texts_of(case)["mk"], "reason": "Стапката паднала од 17,1 на 11,8 отсто."}}
    said = {"mk": "Стоеше „17,3“; точно е 17,1."}
    actions.write(opened, kind="correction", texts=texts, notices=said, rating=case.rating, by=ana)
    entry = actions.publish(opened, by=boris)
    page = FactCheckPage.objects.get(pk=pages[0].pk)
    _shown, (node,) = read(page, client)
    (comment,) = node["correction"]
    assert (comment["@type"], comment["text"]) == ("CorrectionComment", said["mk"])
    assert comment["url"] == f"http://localhost:8000/mk/corrections/{entry.number}/"
    assert client.get(f"/mk/corrections/{entry.number}/").status_code == 200
    assert node["version"] == 2
    assert codes(page, client) == set()


def test_policies_of_the_reviewer_are_pages_that_are_there(published: Made, client: Client) -> None:
    for page in published():
        _shown, (node,) = read(page, client)
        for name in ("url", "correctionsPolicy", "publishingPrinciples", "ownershipFundingInfo"):
            path = node["author"][name].removeprefix("http://localhost:8000")
            assert client.get(path).status_code == 200, path


def test_a_withdrawn_check_says_nothing_to_machines(published: Made, client: Client) -> None:
    pages = published()
    withdraw_pages(pages[0].case)
    for page in pages:
        assert read(FactCheckPage.objects.get(pk=page.pk), client)[1] == []
        assert client.get(page.path_here).status_code == 200
    assert json.loads(client.get("/claimreview.json").getvalue())["dataFeedElement"] == []


def test_a_check_of_after_midnight_is_not_changed_before_it_is_out(published: Made, client: Client) -> None:
    page = published(languages=("mk",), on=date(2026, 11, 20))[0]
    FactCheckPage.objects.filter(pk=page.pk).update(
        last_published_at=datetime(2026, 11, 20, 0, 30, tzinfo=ZoneInfo("Europe/Skopje"))
    )
    _shown, (node,) = read(page, client)
    assert (node["datePublished"], node["dateModified"]) == ("2026-11-20", "2026-11-20")


def test_one_claim_a_page(published: Made, client: Client) -> None:
    """Several checks of one speaker stand on one page only as a list, and a list carries no reviews."""
    published(), published(claim="Извозот порасна.", title="Извозот")
    for path in ("/mk/", "/mk/checks/", "/mk/speakers/marko-jovev/", "/mk/topics/health/"):
        assert engine.found_in_html(client.get(path).content)[1] == ()
