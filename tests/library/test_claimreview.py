# ruff: noqa: E501 - tables of cases are read across
"""ClaimReview as real pages write it: read, mended, and said so."""

import json
from datetime import date

import pytest

from merilo.claimreview import (
    claim_review,
    fact_check_of,
    found_in_html,
    media_review,
    reviews_in,
    validate,
    validate_page,
)
from merilo.claimreview.lenient import parsed
from merilo.claimreview.read import appearances
from merilo.model import FactCheck

PAGE = "https://check.example/reviews/7"


def review(**changes):
    node = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": PAGE,
        "claimReviewed": "The moon is made of goat cheese",
        "author": {"@type": "Organization", "name": "Check", "url": "https://check.example/"},
        "datePublished": "2024-05-02",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "A. Shepherd"},
            "appearance": {"@type": "CreativeWork", "url": "https://blog.example/moon"},
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": "False",
        },
    }
    return {**node, **changes}


def rated(**changes):
    return review(reviewRating={**review()["reviewRating"], **changes})


def about(**changes):
    return review(itemReviewed={**review()["itemReviewed"], **changes})


def test_a_sound_review_needs_no_mending():
    check, repairs = fact_check_of(review(), PAGE)
    assert repairs == ()
    assert (check.claim, check.rating, check.scale) == ("The moon is made of goat cheese", "False", (1.0, 1.0, 5.0))
    assert (check.publisher, check.claimant, check.review_date.isoformat()) == ("Check", "A. Shepherd", "2024-05-02")


MENDED = [
    # (node, code of the repair, what came out of it)
    (about(appearance="https://a.example/1, https://b.example/2 and https://c.example/3"), "appearance-as-text", {}),
    (about(appearance=PAGE), "appearance-is-own-page", {}),
    (rated(ratingValue=10, worstRating=0, bestRating=1), "rating-outside-scale", {"scale": None}),
    (rated(ratingValue=-1, worstRating=-1, bestRating=-1), "rating-scale-empty", {"scale": None}),
    (rated(ratingValue="2", worstRating="1", bestRating="5"), "number-as-text", {"scale": (1.0, 2.0, 5.0)}),
    (rated(ratingValue="nearly", worstRating=1, bestRating=5), "rating-not-a-number", {"scale": None}),
    (rated(bestRating=None), "rating-without-scale", {"scale": None, "rating": "False"}),
    (rated(alternateName=["Half true", "Mixture"]), "rating-name-not-text", {"rating": "Half true"}),
    (rated(alternateName={"@value": "False"}), "rating-name-not-text", {"rating": "False"}),
    (rated(alternateName="", name="Untrue"), "rating-name-elsewhere", {"rating": "Untrue"}),
    (rated(alternateName="The mayor was never there, whatever his own office now says about it all"), "rating-is-a-sentence", {}),
    (review(reviewRating="False"), "rating-not-an-object", {"rating": "False", "scale": None}),
    (review(reviewRating=None), "no-rating", {"rating": ""}),
    (review(url="https://check.example/pictures/moon.jpg"), "url-is-a-picture", {"url": PAGE}),
    (review(url="https://elsewhere.example/7"), "url-on-another-site", {"url": "https://elsewhere.example/7"}),
    (review(url=""), "url-from-page", {"url": PAGE}),
    (
        {
            **about(author={"@type": "Organization", "name": "Check", "url": "https://check.example"}),
            "author": {"@type": "Person", "name": "A. Shepherd"},
        },
        "authors-swapped",
        {"publisher": "Check", "claimant": "A. Shepherd"},
    ),
    (about(**{"@type": "CreativeWork"}), "not-a-claim", {}),
    (review(claimReviewed="FALSE: The moon is made of goat cheese"), "rating-in-claim", {"claim": "The moon is made of goat cheese"}),
    (review(claimReviewed="", headline="Is the moon made of cheese?"), "claim-elsewhere", {"claim": "Is the moon made of cheese?"}),
    (review(claimReviewed="Ð\u009cÐµÑ\u0081ÐµÑ\u0086 од сирење"), None, {}),
    (review(datePublished="once upon a time"), "unread-date", {"review_date": None}),
]  # fmt: skip


@pytest.mark.parametrize(("node", "code", "gives"), MENDED)
def test_real_mistakes_are_mended_and_told(node, code, gives):
    check, repairs = fact_check_of(node, PAGE)
    assert code is None or code in {repair.code for repair in repairs}
    for name, value in gives.items():
        assert getattr(check, name) == value


def test_several_addresses_in_one_string_are_several_and_the_own_page_is_none():
    node = about(appearance=f"https://a.example/1, https://b.example/2 and {PAGE}")
    assert appearances(node) == ("https://a.example/1", "https://b.example/2")


def test_a_review_of_nothing_is_refused():
    check, repairs = fact_check_of({"@type": "ClaimReview"}, PAGE)
    assert check is None
    assert repairs[-1].code == "no-claim"


SOUND = "Премиерот рече дека цените паднале"
LATIN = "Šuma je spaljena, rekao je čađavi Žarko"


def mangled(text, encoding):
    """UTF-8 read in a character set of eight bits; the bytes it has no letter for come through as controls."""
    return "".join(bytes([byte]).decode(encoding, "replace").replace("\ufffd", chr(byte)) for byte in text.encode())


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "cp1251", "latin-1"])
@pytest.mark.parametrize("text", [SOUND, LATIN])
def test_mojibake_is_put_right(text, encoding):
    check, repairs = fact_check_of(review(claimReviewed=mangled(text, encoding)), PAGE)
    assert check.claim == text
    assert "mojibake" in {repair.code for repair in repairs}


def test_where_a_part_is_lost_the_words_that_can_be_are_put_right():
    half = mangled("Šuma je čađava", "cp1252").replace("\x8d", "") + " и мостот"
    assert fact_check_of(review(claimReviewed=half), PAGE)[0].claim.startswith("Šuma je ")


@pytest.mark.parametrize(
    "text", [SOUND, LATIN, "Ђорђе Ђокић је рекао „не“", "«Всё», — сказал он в Саратове…", "Ä–Ö café – naïve"]
)
def test_sound_letters_stay(text):
    check, repairs = fact_check_of(review(claimReviewed=text), PAGE)
    assert check.claim == text
    assert "mojibake" not in {repair.code for repair in repairs}


GRAPHS = [
    # (value, claims found)
    ({"@graph": [review()]}, 1),
    ([review(), review(claimReviewed="Another thing entirely")], 2),
    ({"@type": "Article", "review": review()}, 1),
    ({"@graph": [{"@type": "WebPage"}, {"@type": ["Article", "ClaimReview"], "claimReviewed": "Two types"}]}, 1),
    ({"@context": "http://schema.org", "@type": "http://schema.org/ClaimReview", "claimReviewed": "A full type"}, 1),
    ({"@type": "NewsArticle", "headline": "No review"}, 0),
    (None, 0),
    ("ClaimReview", 0),
]


@pytest.mark.parametrize(("value", "count"), GRAPHS)
def test_reviews_are_found_wherever_they_stand(value, count):
    assert len(list(reviews_in(value))) == count


def test_references_are_filled_in_and_a_circle_ends():
    graph = {
        "@graph": [
            {
                "@type": "ClaimReview",
                "@id": "#r",
                "claimReviewed": "Round and round it goes",
                "itemReviewed": {"@id": "#c"},
            },
            {"@type": "Claim", "@id": "#c", "author": {"@id": "#p"}, "claimReview": {"@id": "#r"}},
            {"@type": "Person", "@id": "#p", "name": "A. Shepherd", "knows": {"@id": "#p"}, "said": {"@id": "#c"}},
        ]
    }
    (node,) = reviews_in(graph)
    check, _ = fact_check_of(node)
    assert check.claimant == "A. Shepherd"


def test_a_value_that_holds_itself_ends():
    loop = review()
    loop["itemReviewed"]["self"] = loop
    assert len(list(reviews_in(loop))) == 1


BROKEN = [
    '{"a": "he said "no" to it", "b": 1}',
    '{"a": "line\nbreak", "b": [1, 2,],}',
    '<!-- {"a": 1} -->',
    '//<![CDATA[\n{"a": 1}\n//]]>',
    '{"a": 1};',
    r'{"a": "back\slash"}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_nearly_json_is_read(text):
    value, mended = parsed(text)
    assert mended
    assert "a" in value


def test_an_unescaped_quotation_keeps_its_words():
    assert parsed('{"a": "he said "no", and left", "b": 1}')[0] == {"a": 'he said "no", and left', "b": 1}


@pytest.mark.parametrize("text", ["", "{", "not json at all", '{"a": }', "[" * 100_000])
def test_what_cannot_be_mended_says_so(text):
    with pytest.raises(ValueError, match="JSON"):
        parsed(text)


def test_a_page_gives_its_reviews_in_order_and_knows_its_address():
    page = f"""<html><head><link rel="canonical" href="{PAGE}">
      <script type="application/ld+json">{json.dumps(review())}</script>
      <script type="application/ld+json">{{"@type": "ClaimReview", "claimReviewed": "The "so-called" bridge"}}</script>
      <script type="application/ld+json">{{"@type": "ClaimReview", </script>
      <script type="application/ld+json">{{"@type": "Article"}}</script></head><body></body></html>"""
    address, found = found_in_html(page)
    assert address == PAGE
    assert [each.node and each.node["claimReviewed"] for each in found] == [
        "The moon is made of goat cheese",
        'The "so-called" bridge',
        None,
    ]
    assert [each.mended for each in found] == [False, True, False]


def test_microdata_is_read():
    page = """<div itemscope itemtype="https://schema.org/ClaimReview">
      <meta itemprop="claimReviewed" content="Sheep vote by mail">
      <div itemprop="author" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">Check</span></div>
      <div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
        <meta itemprop="ratingValue" content="1"><meta itemprop="worstRating" content="1"><meta itemprop="bestRating" content="5">
        <span itemprop="alternateName">False</span></div>
      <a itemprop="url" href="/r/9">more</a></div>"""
    (found,) = found_in_html(page, "https://check.example/x")[1]
    check, _ = fact_check_of(found.node, "https://check.example/x")
    assert (check.claim, check.publisher, check.rating, check.scale) == (
        "Sheep vote by mail",
        "Check",
        "False",
        (1, 1, 5),
    )
    assert check.url == "https://check.example/r/9"


@pytest.mark.parametrize(
    "page", ["", "<", "\0\0", "<html></html>", b"\xff\xfe\x00", "<script type='application/ld+json'>"]
)
def test_a_page_without_reviews_has_none(page):
    assert found_in_html(page)[1] == ()


PROBLEMS = [
    # (node, codes that must be there)
    (review(), set()),
    (review(**{"@context": "https://example.org"}), {"context"}),
    (review(**{"@context": "http://schema.org/"}), set()),
    (review(claimReviewed=""), {"no-claim"}),
    (review(claimReviewed="x" * 74), set()),
    (review(claimReviewed="x" * 75), {"claim-long"}),
    (review(claimReviewed="False: the moon is made of goat cheese"), {"rating-in-claim"}),
    (review(url=""), {"no-url"}),
    (review(url="https://bit.ly/3x"), {"url-short-link"}),
    (review(url="https://elsewhere.example/7"), {"url-on-another-site"}),
    (review(url="https://news.check.example/7"), {"url-is-not-the-page"}),
    (review(url=PAGE + "#second"), set()),
    (rated(alternateName=""), {"no-rating-name"}),
    (rated(alternateName="", name="False"), {"rating-name-elsewhere"}),
    (rated(bestRating=None), {"no-rating-number", "rating-without-scale"}),
    (rated(ratingValue=9), {"rating-outside-scale"}),
    (rated(ratingValue="1"), {"number-as-text"}),
    (about(author={"name": "Check"}), {"claimant-is-reviewer"}),
    (about(appearance=None), {"no-appearance"}),
    (about(appearance=PAGE), {"appearance-is-own-page"}),
    (about(**{"@type": "CreativeWork"}), {"not-a-claim"}),
    (review(author=None), {"no-reviewer"}),
    ({"@type": "Recipe"}, {"not-a-review"}),
]


@pytest.mark.parametrize(("node", "codes"), PROBLEMS)
def test_the_validator_knows_the_rules(node, codes):
    found = {problem.code for problem in validate(node, PAGE)}
    assert codes <= found
    assert codes or not found


def test_several_claims_on_one_page_are_a_warning_and_several_reviewers_of_one_are_not():
    other = review(claimReviewed="Quite another claim", url=PAGE + "#2")
    assert "several-claims" in {problem.code for problem in validate_page([review(), other], PAGE)}
    assert "several-claims" not in {problem.code for problem in validate_page([review(), review()], PAGE)}


CHECK = FactCheck(
    id="v1", claim="The moon is made of goat cheese", title="No, it is rock", rating="False", scale=(1, 1, 5),
    claimant="A. Shepherd", publisher="Check", url=PAGE, language="en", summary="Rock all through.", review_date=date(2024, 5, 2),
)  # fmt: skip


def test_what_is_written_reads_back_the_same():
    written = claim_review(CHECK)
    back, repairs = fact_check_of(json.loads(json.dumps(written)), PAGE)
    assert repairs == ()
    for name in ("claim", "title", "rating", "scale", "claimant", "publisher", "url", "language", "summary"):
        assert getattr(back, name) == getattr(CHECK, name)


def test_nothing_unknown_is_written():
    assert claim_review(FactCheck(id="v2", claim="Only this is known")) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": "v2",
        "claimReviewed": "Only this is known",
        "itemReviewed": {"@type": "Claim"},
    }


MEDIA = [
    (["DecontextualizedContent"], set()),
    (["OriginalMediaContent", "TransformedContent"], {"media-categories-clash"}),
    ([], {"no-media-category"}),
]


@pytest.mark.parametrize(("categories", "codes"), MEDIA)
def test_media_reviews_are_written_and_validated(categories, codes):
    written = media_review(CHECK, categories, ["https://pictures.example/1.jpg"])
    assert codes == {problem.code for problem in validate(written, PAGE)}


def test_a_category_that_is_none_is_refused():
    with pytest.raises(ValueError, match="Fake"):
        media_review(CHECK, ["Fake"])
