# ruff: noqa: E501 - tables of rules are read across
"""Every rule that Google and schema.org set for ClaimReview and MediaReview, and every mistake seen in the wild: each has
a row that breaks it and a row beside it that keeps it, so that the validator is seen to speak and to be silent."""

import json

import pytest
from test_claimreview import CHECK, PAGE, about, rated, review

from merilo.claimreview import claim_review, found_in_html, media_review, validate, validate_html, validate_page
from merilo.claimreview.addresses import host_of, same_page
from merilo.claimreview.read import appearances
from merilo.claimreview.write import MEDIA

ORGANISATION = {
    "@type": "Organization",
    "name": "Check",
    "url": "https://check.example/",
    "correctionsPolicy": "https://check.example/corrections",
}
SOUND = review(author=ORGANISATION, citation=["https://stat.example/9"])
MEDIA_SOUND = media_review(
    CHECK,
    ["DecontextualizedContent"],
    [{"url": "https://pictures.example/1.jpg", "archived": "https://archive.example/1"}],
)


def media(**changes):
    return {**MEDIA_SOUND, **changes}


def shown_in(*appearing):
    return media(itemReviewed={**MEDIA_SOUND["itemReviewed"], "mediaItemAppearance": list(appearing)})


# (rule, the code that tells of it, a node that breaks it, a node that keeps it)
NODES = [
    # What Google requires and recommends.
    ("claimReviewed is required", "no-claim", review(claimReviewed=None), review()),
    ("fewer than 75 characters", "claim-long", review(claimReviewed="ж" * 75), review(claimReviewed="ж" * 74)),
    ("reviewRating is required", "no-rating", review(reviewRating=None), review()),
    ("reviewRating is an object", "rating-not-an-object", review(reviewRating="False"), review()),
    ("url is required", "no-url", review(url=None), review()),
    ("url on the page's domain", "url-on-another-site", review(url="https://other.example/7"), review(url=PAGE)),
    ("url on a subdomain is allowed", "url-on-another-site", review(url="https://notcheck.example/7"), review(url="https://mk.check.example/reviews/7")),
    ("url is no short link", "url-short-link", review(url="https://bit.ly/3x"), review()),
    ("url is absolute", "bad-url", review(url="/reviews/7"), review()),
    ("an anchor is allowed", "url-is-not-the-page", review(url="https://check.example/reviews/8#second"), review(url=PAGE + "#second")),
    ("letters of an address written as %D0%..", "url-is-not-the-page", review(url=PAGE + "?utm_source=x"), review(url="https://check.example/%72eviews/7")),
    ("url is what readers open, not its plain http", "url-is-not-the-page", review(url=PAGE.replace("https", "http")), review()),
    ("alternateName is required", "no-rating-name", rated(alternateName=None), rated()),
    ("name counts only without alternateName", "rating-name-elsewhere", rated(alternateName=None, name="False"), rated(name="1 of 5")),
    ("numbers are recommended", "no-rating-number", rated(ratingValue=None), rated()),
    ("author is recommended", "no-reviewer", review(author=None), review()),
    ("author is an organisation, not a word", "reviewer-as-text", review(author="Check"), review()),
    ("datePublished is kept", "no-review-date", review(datePublished=None), review()),
    ("itemReviewed is recommended", "no-item", review(itemReviewed=None), review()),
    ("one claim a review", "several-items", review(itemReviewed=[review()["itemReviewed"], {"@type": "Claim"}]), review(itemReviewed=[review()["itemReviewed"]])),
    ("the claimant is not the reviewer", "claimant-is-reviewer", about(author={"@type": "Organization", "name": "check"}), about(author={"@type": "Organization", "name": "Checkered Party"})),
    ("nor one of several reviewers", "claimant-is-reviewer", {**about(author={"@type": "Person", "name": "Ana"}), "author": [ORGANISATION, {"@type": "Person", "name": "Ana"}]}, review(author=[ORGANISATION, {"@type": "Organization", "name": "Other desk"}])),
    ("a claimant that nobody knows is left out", "claimant-unknown", about(author={"@type": "Person", "name": "Непознат"}), about(author=None)),
    ("a claimant who bears such a word is named", "claimant-unknown", about(author={"@type": "Person", "name": "N/A"}), about(author={"@type": "Organization", "name": "Непознат јунак, здружение"})),
    ("a claimant is a person or a body", "claimant-as-text", about(author="A. Shepherd"), about(author={"@type": "Organization", "name": "Shepherds' Union"})),
    ("a claim has an origin", "no-appearance", about(appearance=None), about(appearance=None, firstAppearance={"@type": "CreativeWork", "url": "https://a.example/1"})),
    ("an appearance says where", "appearance-without-address", about(appearance={"@type": "CreativeWork", "name": "A blog"}), about(appearance=["https://a.example/1", "https://b.example/2"])),
    ("a claim is made before it is checked", "claim-after-review", about(datePublished="2024-05-03"), about(datePublished="2024-05-02")),
    ("a check is published before it is changed", "changed-before-published", review(dateModified="2024-05-01"), review(dateModified="2024-06-01")),
    ("a correction is a comment", "correction-not-a-comment", review(correction="We were wrong"), review(correction=[{"@type": "CorrectionComment", "text": "It was 4, not 5.", "datePublished": "2024-06-01"}])),
    ("a correction says what and when", "correction-says-nothing", review(correction={"@type": "CorrectionComment"}), review()),
    # What schema.org says of MediaReview.
    ("a media review has a category", "no-media-category", media(mediaAuthenticityCategory=None), media()),
    ("one of the six", "unknown-media-category", media(mediaAuthenticityCategory="FakeContent"), media(mediaAuthenticityCategory=["StagedContent", "SatireOrParodyContent"])),
    ("an original was not changed", "media-categories-clash", media(mediaAuthenticityCategory=["OriginalMediaContent", "EditedOrCroppedContent"]), media(mediaAuthenticityCategory=["OriginalMediaContent", "DecontextualizedContent"])),
    ("missing context is given", "no-media-context", media(originalMediaContextDescription=None), media()),
    ("where the picture was seen", "no-media-item", media(itemReviewed={"@type": "MediaReviewItem"}), media()),
    ("what was looked at is a media item", "not-a-media-item", media(itemReviewed={**MEDIA_SOUND["itemReviewed"], "@type": "Claim"}), media()),
    ("a media item is an object", "media-item-as-text", shown_in("https://pictures.example/1.jpg"), media()),
    ("with an address", "media-item-without-address", shown_in({"@type": "ImageObjectSnapshot"}), media()),
    ("of a kind", "media-item-of-no-kind", shown_in({"@type": "WebPage", "contentUrl": "https://a.example/"}), shown_in({"@type": "VideoObjectSnapshot", "contentUrl": "https://a.example/1.mp4"})),
    ("never on our own page", "appearance-is-own-page", shown_in({"@type": "ImageObjectSnapshot", "contentUrl": PAGE}), media()),
    ("not made by the reviewer", "claimant-is-reviewer", media(itemReviewed={**MEDIA_SOUND["itemReviewed"], "creator": {"name": "Check"}}), media()),
    ("a media review has a reviewer", "no-reviewer", media(author=None), media()),
    ("a media review has a day", "no-review-date", media(datePublished=None), media()),
    # Mistakes seen in the wild; those of a whole page (1, 2, 11, 15) stand in the next table.
    ("3 appearance as a bare string", "appearance-as-text", about(appearance="https://a.example/1"), about(appearance=["https://a.example/1"])),
    ("3 several addresses in one string", "appearance-as-text", about(appearance="https://a.example/1, https://b.example/2"), review()),
    ("3 several addresses in one string of a list", "appearance-as-text", about(appearance=["https://a.example/1 and https://b.example/2"]), about(appearance=["https://a.example/1", "https://b.example/2"])),
    ("4 the own page as appearance", "appearance-is-own-page", about(appearance={"@type": "CreativeWork", "url": "http://www.check.example/reviews/7/#top"}), about(appearance={"@type": "CreativeWork", "url": "https://check.example/news/7"})),
    ("5 a value outside its scale", "rating-outside-scale", rated(ratingValue=10, worstRating=0, bestRating=1), rated(ratingValue=0, worstRating=0, bestRating=1)),
    ("5 best is worst", "rating-scale-empty", rated(ratingValue=3, worstRating=3, bestRating=3), rated()),
    ("5 minus one three times", "rating-scale-empty", rated(ratingValue=-1, worstRating=-1, bestRating=-1), rated(ratingValue=-1, worstRating=-2, bestRating=2)),
    ("5 the best below the worst", "rating-scale-upside-down", rated(ratingValue=2, worstRating=5, bestRating=1), rated()),
    ("6 numbers as strings", "number-as-text", rated(ratingValue="1", worstRating="1", bestRating="5"), rated(ratingValue=1.5)),
    ("6 a number that is none", "rating-not-a-number", rated(ratingValue="nearly"), rated()),
    ("7 alternateName as a list", "rating-name-not-text", rated(alternateName=["False"]), rated()),
    ("7 alternateName as an object", "rating-name-not-text", rated(alternateName={"@value": "False"}), rated()),
    ("7 alternateName as a sentence", "rating-is-a-sentence", rated(alternateName="The mayor was never there, whatever his own office says about it"), rated(alternateName="Mostly false, with some truth in it")),
    ("8 url of a picture", "url-is-a-picture", review(url="https://check.example/moon.jpg"), review()),
    ("8 url of a foreign site", "url-on-another-site", review(url="https://facebook.com/check/7"), review()),
    ("9 reviewer and claimant swapped", "authors-swapped", {**about(author=ORGANISATION), "author": {"@type": "Person", "name": "A. Shepherd"}}, SOUND),
    ("10 CreativeWork in place of Claim", "not-a-claim", about(**{"@type": "CreativeWork"}), review()),
    ("12 rating before the claim", "rating-in-claim", review(claimReviewed="FALSE: the moon is made of cheese"), review(claimReviewed="Falsehoods about the moon: a list")),
    ("12 rating after the claim", "rating-in-claim", review(claimReviewed="The moon is made of cheese [false]"), review()),
    ("12 rating within the claim", "rating-word-in-claim", review(claimReviewed="It is false that the moon is made of rock"), review(claimReviewed="A falsehood about the moon")),
    ("13 http or https, www or not", "context", review(**{"@context": "https://example.org/"}), review(**{"@context": ["http://www.schema.org/", {"m": "https://m.example/"}]})),
    ("14 no best and worst", "rating-without-scale", rated(bestRating=None, worstRating=None), rated()),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "broken", "kept"), NODES, ids=[f"{row[0]} / {row[1]}" for row in NODES])
def test_a_broken_rule_is_told_and_a_kept_one_is_not(rule, code, broken, kept):
    assert code in {each.code for each in validate(broken, PAGE)}
    assert code not in {each.code for each in validate(kept, PAGE)}


def page(*scripts, body="", head=f'<link rel="canonical" href="{PAGE}">'):
    marked = "".join(f'<script type="application/ld+json">{each}</script>' for each in scripts)
    seen = body or "<h1>“The moon is made of goat cheese”</h1><p>Verdict: False</p>"
    return f"<html><head>{head}{marked}</head><body>{seen}</body></html>"


S = json.dumps(SOUND)
HALF = '<div itemscope itemtype="https://schema.org/ClaimReview"><span itemprop="claimReviewed">The moon is made of goat cheese</span></div>'
WHOLE = f"""<div itemscope itemtype="https://schema.org/ClaimReview"><span itemprop="claimReviewed">The moon is made of goat cheese</span>
<div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><span itemprop="alternateName">False</span></div><a itemprop="url" href="{PAGE}">x</a></div>"""
# (rule, code, a page that breaks it, a page that keeps it)
PAGES = [
    ("1 unescaped quotation marks break JSON", "json-mended", page(S.replace("goat cheese", 'so-called "goat" cheese')), page(json.dumps(review(claimReviewed='so-called "goat" cheese')))),
    ("1 JSON that nobody can mend", "json-broken", page('{"@type": "ClaimReview", "claimReviewed": '), page(S)),
    ("2 hidden in a graph", "inside-something-else", page(json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, SOUND]})), page(json.dumps([SOUND]))),
    ("11 half a review in microdata", "half-microdata", page(S, body=HALF), page(body=WHOLE)),
    ("11 half a review in microdata alone", "half-microdata", page(body=HALF), page(S)),
    ("11 the same twice", "marked-twice", page(S, body=WHOLE), page(body=WHOLE)),
    ("15 several claims on one page look like spam", "several-claims", page(S, json.dumps(review(claimReviewed="The sun is a lamp"))), page(S, json.dumps(review(author={"@type": "Organization", "name": "Other desk"})))),
    ("markup and page say the same claim", "claim-not-on-page", page(S, body="<h1>Quite another thing</h1><p>False</p>"), page(S, body="<h1>„The moon<br> is made of <b>goat</b> cheese“</h1><p>False</p>")),
    ("a claim that was cut stands there whole", "claim-not-on-page", page(S, body="<p>The moon. False</p>"), page(json.dumps({**SOUND, "claimReviewed": "The moon is made of go…"}))),
    ("a claim in a script is not on the page", "claim-not-on-page", page(S, body="<script>The moon is made of goat cheese</script>False"), page(S)),
    ("markup and page say the same verdict", "rating-not-on-page", page(S, body="<h1>The moon is made of goat cheese</h1>"), page(S)),
    ("the page does not send machines away", "page-not-indexed", page(S, head='<meta name="robots" content="noindex">'), page(S, head='<meta name="robots" content="max-image-preview:large">')),
    ("one page, one address", "canonical-elsewhere", page(S, head='<link rel="canonical" href="https://check.example/amp/7">'), page(S)),
    ("a corrections policy", "no-corrections-policy", page(json.dumps(review())), page(S)),
    ("sources", "no-sources", page(json.dumps(review(author=ORGANISATION)), body='<a href="https://check.example/2">more</a>'), page(json.dumps(review(author=ORGANISATION)), body='<a href="https://stat.example/9">the figures</a>')),
    ("url is the canonical address", "url-is-not-the-page", page(json.dumps(review(url="https://check.example/reviews/8"))), page(S)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "broken", "kept"), PAGES, ids=[row[0] for row in PAGES])
def test_a_page_that_breaks_a_rule_is_told_and_one_that_keeps_it_is_not(rule, code, broken, kept):
    assert code in {each.code for each in validate_html(broken, PAGE)}
    assert code not in {each.code for each in validate_html(kept, PAGE)}


def test_a_sound_page_has_no_problem_at_all():
    assert validate_html(page(S), PAGE) == ()
    assert validate_html(page(json.dumps([SOUND, MEDIA_SOUND])), PAGE) == ()


@pytest.mark.parametrize(
    "given", ["", b"\xff", "<p>No review here</p>", "<script type='application/ld+json'>{</script>"]
)
def test_a_page_without_a_review_has_none_to_tell_of(given):
    assert validate_html(given, PAGE) == ()


@pytest.mark.parametrize("category", sorted(MEDIA))
def test_every_category_of_media_is_written_as_it_is_read(category):
    written = media_review(CHECK, [category], ["https://a.example/1.jpg"])
    assert validate(written, PAGE) == ()
    assert written["mediaAuthenticityCategory"] == [f"https://schema.org/{category}"]


KINDS = [
    # (address, what is shown there)
    ("https://a.example/moon.JPG?size=2", "ImageObjectSnapshot"),
    ("https://a.example/speech.mp4#t=5", "VideoObjectSnapshot"),
    ("https://www.youtube.com/watch?v=1", "VideoObjectSnapshot"),
    ("https://a.example/talk.ogg", "AudioObjectSnapshot"),
    ("https://a.example/post/7", "MediaObject"),  # nothing says what it is
    ("https://a.example/mp4/7", "MediaObject"),
]


@pytest.mark.parametrize(("address", "kind"), KINDS)
def test_what_is_shown_is_told_by_its_address_or_not_at_all(address, kind):
    written = media_review(CHECK, ["StagedContent"], [address])
    assert written["itemReviewed"]["mediaItemAppearance"] == [{"@type": kind, "contentUrl": address}]


SAME = [
    ("https://check.example/a/", "http://www.check.example/a#b", True),
    ("https://xn--80aaf5c.xn--d1alf/%D0%B2", "https://вага.мкд/в", False),
    ("https://вага.example/вест/", "https://" + "вага".encode("idna").decode() + ".example/%D0%B2%D0%B5%D1%81%D1%82/", True),
    ("https://check.example/a?b=1", "https://check.example/a", False),
    ("https://check.example/a", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_addresses_are_compared_as_readers_know_them(one, other, same):
    assert same_page(one, other) is same
    assert host_of("https://user@www.check.example:80/") == "check.example:80"


def test_other_languages_of_a_review_are_no_places_of_its_claim():
    node = about(sameAs=["https://check.example/en/reviews/7", "https://blog.example/other"])
    assert appearances(node) == ("https://blog.example/moon", "https://blog.example/other")


def test_what_we_write_of_a_check_keeps_every_rule():
    node = {**claim_review(CHECK), "author": ORGANISATION, "citation": ["https://stat.example/9"]}
    node["itemReviewed"]["appearance"] = [{"@type": "CreativeWork", "url": "https://blog.example/moon"}]
    shown = page(json.dumps(node))
    assert validate_html(shown, PAGE) == ()
    assert validate_page([each.node for each in found_in_html(shown)[1]], PAGE) == ()
