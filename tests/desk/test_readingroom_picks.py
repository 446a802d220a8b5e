"""The page's text, letter by letter, and what is picked out of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.people.models import Actor, Appearance, Statement
from merilo_desk.readingroom.actions.statements import keep_statement
from merilo_desk.readingroom.by_hand import by_hand
from merilo_desk.readingroom.errors import OutsideTheText
from merilo_desk.readingroom.models import StoredArticle
from merilo_desk.readingroom.sheet import PART, Pick, Sheet, parts, sheet
from merilo_desk.readingroom.texts import digest
from merilo_desk.readingroom.utterances import keep_utterances

# An emoji of two units, one of several code points, a right-to-left override, a carriage return, a tab.
TRICKS = (
    "Rents rose by 40 percent in 2023, the minister Vera Kolar said. 🙂👩‍🚒 Nobody agreed.\r\n\r\n"
    "The \u202etegdub\u202c is 12 million\teuros, she said. „Цената е 3 милиони евра“, рече Колар."
)


@pytest.fixture
def ana(member: Any, desk: Desk) -> User:
    return member("ana", "reporter")


@pytest.fixture
def stored(ana: User) -> Any:
    """Keep a text with the report that the engine gives of it, without the job around it."""

    def made(text: str, **known: Any) -> StoredArticle:
        found = engine.read_through(engine.article_of(text, language="en"), ["en"], lambda stage: True)
        kept = {"text": text, "sha256": digest(text), "report": found.report, "state": "read", "language": "en"}
        article = StoredArticle.objects.create(**kept, brought_by=ana, read_at="2026-01-01T10:00Z", **known)
        keep_utterances(article, engine.shown_in(found.report, None))
        return article

    return made


def letters(made: Sheet, picks: list[Pick] | None = None) -> list[tuple[int, int, str, str]]:
    """Return every run of letters: where it stands, how many letters it is, its classes, what is shown."""
    runs = [
        run
        for part in made.parts
        for para in made.paragraphs(part, picks or [])
        for sentence in para.sentences
        for run in sentence.runs
    ]
    return [(run.at, run.length, run.classes, run.text) for run in runs]


def test_every_letter_of_the_page_knows_where_it_stands(stored: Any) -> None:
    made = sheet(stored(TRICKS), "en")
    for at, length, _, shown in letters(made):
        text = TRICKS[at : at + length]
        assert shown == text or (length == 1 and shown in ("", f"[U+{ord(text):04X}]"))
    covered = sorted(place for at, length, _, _ in letters(made) for place in range(at, at + length))
    blank = [at for at, letter in enumerate(TRICKS) if letter in "\r\n"]
    assert len(covered) == len(set(covered))
    assert set(range(len(TRICKS))) - set(covered) <= set(blank)


def test_letters_that_turn_the_text_round_are_shown_and_never_obeyed(stored: Any, signed_in: Any) -> None:
    article = stored(TRICKS)
    page = signed_in("eve", "editor").get(f"/desk/readings/{article.pk}/").content.decode()
    inside = page.partition('id="letters"')[2].partition("</section>")[0]
    assert "[U+202E]" in inside
    shown = re.sub(r"<[^>]+>", "", inside.partition('class="quiet legend"')[0])
    assert "\u202e" not in unescape(shown)


def test_markup_in_a_text_stays_words(stored: Any, signed_in: Any) -> None:
    article = stored('The <script>alert("x")</script> cost is 12 million euros, <b onclick=x>Vera Kolar</b> said.')
    page = signed_in("eve", "editor").get(f"/desk/readings/{article.pk}/?tab=voices").content.decode()
    assert "<script>alert" not in page
    assert "<b onclick" not in page


PICKS = [(0, 5, "Rents"), (64, 65, "🙂"), (65, 68, "👩‍🚒"), (58, 79, None)]


@pytest.mark.parametrize(("start", "end", "words"), PICKS)
def test_a_pick_is_marked_letter_by_letter(stored: Any, start: int, end: int, words: str | None) -> None:
    made = sheet(stored(TRICKS), "en")
    found = letters(made, [Pick(start, end, "checking", "Being checked: case 1")])
    marked = [(at, length) for at, length, classes, _ in found if "picked" in classes]
    assert [place for at, length in marked for place in range(at, at + length)] == list(range(start, end))
    assert words in (None, TRICKS[start:end])


HANDS = [
    # (what is asked, the words picked, or None where it is told that they are not there)
    # A picture after a sentence belongs to it.
    ({"from": "1"}, "Rents rose by 40 percent in 2023, the minister Vera Kolar said. 🙂👩‍🚒"),
    ({"from": "1", "only": "rose  by 40 PERCENT"}, "rose by 40 percent"),
    ({"from": "1", "only": "fell by 40 percent"}, None),
    ({"from": "9999"}, "last"),
    ({"from": "x"}, ""),
    ({}, ""),
]


@pytest.mark.parametrize(("asked", "words"), HANDS)
def test_a_pick_by_plain_form(stored: Any, asked: dict[str, str], words: str | None) -> None:
    made = sheet(stored(TRICKS), "en")
    chosen, wrong = by_hand(made, asked)
    if words is None:
        assert chosen is None
        assert wrong
    elif words == "last":
        assert chosen
        assert chosen.end == made.bounds(len(made.numbers))[1]
    else:
        assert (chosen.words if chosen else "") == words
        assert not wrong


def test_a_pick_over_several_sentences_either_way_round(stored: Any) -> None:
    made = sheet(stored(TRICKS), "en")
    forth, back = by_hand(made, {"from": "1", "to": "2"})[0], by_hand(made, {"from": "2", "to": "1"})[0]
    assert forth == back
    assert forth
    assert forth.words == TRICKS[forth.start : forth.end]


def test_words_kept_as_a_statement_carry_speaker_and_place(stored: Any, ana: User) -> None:
    actor = Actor.objects.create(name="Vera Kolar", slug="vera-kolar", public_because="minister")
    article = stored(
        TRICKS, url="https://herald.example/story", site="herald.example", title="Rents", published="2024-03-04"
    )
    article.utterances.update(speaker=actor)
    said = article.utterances.first()
    statement = keep_statement(article, start=said.start, end=said.end, by=ana)
    assert statement.words == TRICKS[said.start : said.end].strip()
    assert (statement.speaker, statement.language) == (actor, "en")
    appearance = Appearance.objects.get(statement=statement)
    assert (appearance.url, appearance.outlet_words, str(appearance.published_on)) == (
        "https://herald.example/story",
        "herald.example",
        "2024-03-04",
    )
    assert keep_statement(article, start=said.start, end=said.end, by=ana) == statement
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10_000), (-1, 4), (79, 81)])
def test_a_stretch_that_is_none_is_refused(stored: Any, ana: User, start: int, end: int) -> None:
    blank = TRICKS.index("\r\n")
    if (start, end) == (79, 81):
        start, end = blank, blank + 2
    with pytest.raises(OutsideTheText):
        keep_statement(stored(TRICKS), start=start, end=end, by=ana)


def test_ticked_claims_have_a_button_each_and_are_kept_together(stored: Any, signed_in: Any) -> None:
    article = stored(TRICKS)
    client = signed_in("boris", "reporter")
    first, second = [(c["start"], c["end"]) for c in article.report["claims"][:2]]
    ticked = [f"{first[0]}-{first[1]}", f"{second[0]}-{second[1]}", "no-sense", "5-2"]
    shown = client.get(f"/desk/readings/{article.pk}/").content.decode()
    assert all(f'name="claims" value="{each}"' in shown for each in ticked[:2])
    page = client.post(f"/desk/readings/{article.pk}/ticked/", {"claims": ticked}, follow=True).content.decode()
    assert page.count('name="start"') == 2
    client.post(f"/desk/readings/{article.pk}/keep/", {"claims": ticked[:2]})
    assert Statement.objects.count() == 2


def test_a_case_made_here_is_marked_in_the_text(stored: Any, signed_in: Any) -> None:
    article = stored(TRICKS)
    client = signed_in("boris", "reporter")
    posted = {
        "article": article.pk,
        "start": 0,
        "end": 32,
        "claim": "x",
        "language": "en",
        "next": f"/desk/readings/{article.pk}/",
    }
    assert client.post("/desk/cases/open/", posted).headers["Location"] == posted["next"]
    page = client.get(f"/desk/readings/{article.pk}/").content.decode()
    assert "Being checked: case" in page
    assert re.search(r'class="[^"]*picked checking[^"]*"[^>]*>Rents rose', page)


def test_a_long_text_comes_in_parts_that_hold_every_letter_once() -> None:
    line = "The bridge over the river cost 12 million euros in 2019, the mayor said. "
    text = "\n\n".join(line * 6 for _ in range(PART // len(line) // 3))
    spans = [{"start": found.start(), "end": found.end()} for found in re.finditer(r"The [^\n]*?said\.", text)]
    whole = engine.shown_in({**made_report(text), "sentences": spans}, None)
    shown = engine.Digest(whole, "en")
    numbers = [each.start for each in whole.sentences]
    long = Sheet(shown, [], {}, {}, numbers)
    long.parts = list(parts(long))
    assert len(long.parts) > 1
    covered = [place for at, length, _, _ in letters(long) for place in range(at, at + length)]
    assert len(covered) == len(set(covered))
    assert {at for at, letter in enumerate(text) if letter != "\n"} <= set(covered)
    assert all(part.end - part.start <= PART * 1.6 for part in long.parts)


def test_the_page_of_a_long_text_shows_a_part_and_leads_to_the_others(ana: User, signed_in: Any) -> None:
    text = "\n\n".join(f"Sentence {at} costs {at} euros, the mayor said." for at in range(PART * 3 // 40))
    spans = [{"start": found.start(), "end": found.end()} for found in re.finditer(r"Sentence [^\n]*", text)]
    report = {**made_report(text), "sentences": spans}
    kept = {"text": text, "sha256": digest(text), "report": report, "state": "read", "language": "en"}
    article = StoredArticle.objects.create(**kept, brought_by=ana, read_at="2026-01-01T10:00Z")
    client = signed_in("eve", "editor")
    first = client.get(f"/desk/readings/{article.pk}/").content.decode()
    count = len(sheet(article, "en").parts)
    assert count >= 3
    assert f"Part 1 of {count}" in first
    assert "Sentence 0 costs" in first
    assert f"Sentence {len(spans) - 1} costs" not in first
    last = client.get(f"/desk/readings/{article.pk}/?part={count}").content.decode()
    assert f"Sentence {len(spans) - 1} costs" in last
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    assert f"?part={count}&amp;tab=voices" in last
    picked = client.get(f"/desk/readings/{article.pk}/?from={len(spans)}").content.decode()
    assert f'id="s{len(spans)}"' in picked, "a pick by hand opens the part that it stands in"


def test_a_debate_of_half_a_million_letters_is_shown_in_parts(ana: User, signed_in: Any) -> None:
    line = "The bridge over the river cost {} million euros in 2019, the mayor said. "
    text = "\n\n".join("".join(line.format(at + n) for n in range(8)) for at in range(860))
    assert len(text) > 500_000
    spans = [{"start": found.start(), "end": found.end()} for found in re.finditer(r"The [^\n]*?said\.", text)]
    known = {"kind": "quantity", "checkworthiness": 0.9, "reasons": ["A number."], "attribution": None}
    report = {**made_report(text), "sentences": spans, "claims": [{**span, **known} for span in spans]}
    kept = {"text": text, "sha256": digest(text), "report": report, "state": "read", "language": "en"}
    article = StoredArticle.objects.create(**kept, brought_by=ana, read_at="2026-01-01T10:00Z")
    client = signed_in("eve", "editor")
    page = client.get(f"/desk/readings/{article.pk}/")
    assert page.status_code == 200
    assert len(page.content) < 1_000_000


def made_report(text: str) -> dict[str, Any]:
    """Return a report of a text in which nothing was found."""
    lists = "quotes quantities claims attributions times mentions entities timeline findings matches"
    known = {"title": "", "language": "en", "script": "Latn", "published": None, "source": "", "sha256": "", "site": ""}
    article = {**known, "text": text, "kind": "article", "byline": [], "landmarks": [], "captions": [], "notices": []}
    return {
        "schema": "merilo-report/1",
        "engine": {"version": "0", "models": {}},
        "article": article,
        **{name: [] for name in lists.split()},
    }


def test_all_that_was_ticked_becomes_cases_by_one_press(stored: Any, signed_in: Any) -> None:
    article, client = stored(TRICKS), signed_in("mia", "reporter")
    spans = [f"{each['start']}-{each['end']}" for each in article.report["claims"][:3]]
    address = f"/desk/readings/{article.pk}/ticked/"
    before = client.get(address, {"claims": spans}).content.decode()
    assert f"Make {len(spans)} cases" in before
    many = {"article": article.pk, "language": "en", "span": [*spans, spans[0], "9-5", "no-sense"], "next": address}
    told = client.post("/desk/cases/open/many/", many, follow=True).content.decode()
    assert Case.objects.filter(article=article).count() == len(spans)
    assert {(each.start, each.end) for each in Case.objects.all()} == {
        tuple(map(int, each.split("-"))) for each in spans
    }
    assert f"{len(spans)} cases are open." in told
    assert "1 had a case already." in told
    after = client.get(address, {"claims": spans}).content.decode()
    assert "Make a case" not in after
    assert signed_in("osman", "auditor").post("/desk/cases/open/many/", many).status_code == 403
