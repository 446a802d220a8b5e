"""Matching: found across scripts and languages, told apart, healed after a crash; silence where nothing is alike."""

import json
import os
import signal
import subprocess
import sys
import zlib

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.encoder import shared
from merilo.library import Library, import_checks, import_path
from merilo.library.folding import folded
from merilo.library.records import record_of
from merilo.matches import semantic
from merilo.matches.clean import author, masked, plain
from merilo.matches.differences import differences
from merilo.matches.facts import facts_of
from merilo.matches.matcher import Matcher
from merilo.matches.respelt import respelt
from merilo.matches.score import NAMES, table
from merilo.matches.sound import bones, bones_asked
from merilo.matches.terms import terms
from merilo.matches.tongue import profile_of
from merilo.matches.vectors import VectorFile
from merilo.resources import LANGUAGES
from merilo.speech import say


class Letters:
    """A stand-in for the encoder: texts are alike as far as they share runs of three letters."""

    name, width = "letters", 256

    def vectors(self, texts, kind="query"):
        out = np.zeros((len(texts), self.width), np.float32)
        for row, text in enumerate(texts):
            key = f"  {folded(text)} "
            for at in range(len(key) - 2):
                out[row, zlib.crc32(key[at : at + 3].encode()) % self.width] += 1
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


CHECKS = [
    {"id": "sr", "claim": "Вакцине садрже микрочипове којима нас прате", "rating": "Неистина", "lang": "sr"},
    {
        "id": "en",
        "claim": "The mayor sold 5,000 trees from the city park in March 2021",
        "rating": "False",
        "lang": "en",
    },
    {"id": "mk", "claim": "Владата купи 300 електрични автобуси од Германија", "rating": "Невистина", "lang": "mk"},
    {"id": "ru", "claim": "Польша готовится ввести войска на западную Украину", "rating": "Ложь", "lang": "ru"},
]


def filled(tmp_path, rows=CHECKS):
    library = Library.open("desk", tmp_path, create=True)
    import_checks(library, [record_of(row, at) for at, row in enumerate(rows, 1)])
    return library


@pytest.fixture
def matcher(tmp_path):
    with filled(tmp_path) as library:
        yield Matcher(library, Letters())


CLEANED = [
    ("Look! https://t.co/abc pic.twitter.com/xyz 😂", "Look!"),
    ("RT @someone: The bridge fell", "The bridge fell"),
    ("@a @b no it did not", "no it did not"),
    ("The bridge fell — Jane Doe (@jane) May 4, 2021", "The bridge fell"),
    ("#StopTheLies about @BigMayor", "Stop The Lies about Big Mayor"),
    ("Fish &amp; chips", "Fish & chips"),
    ("> they said so\nThey did not", "They did not"),
    ("", ""),
]


@pytest.mark.parametrize(("post", "words"), CLEANED)
def test_the_noise_of_posts_is_cleaned_away(post, words):
    assert plain(post) == words


def test_who_signed_a_post_is_known():
    assert author("The bridge fell — Jane Doe (@jane) May 4, 2021") == "Jane Doe"
    assert author("The bridge fell — or did it") == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_cleaning_keeps_every_place(text):
    assert len(masked(text)) == len(text)
    assert isinstance(plain(text), str)


MEETING = [
    # (text, text, whether they share all their terms)
    ("Вакцине садрже микрочипове", "Vakcine sadrže mikročipove", True),
    ("The ministers denied it", "the minister denies it", True),
    ("Автобусите се црвени", "автобус е црвен", True),
    ("ministri i Shqipërisë", "ministrit të Shqipërisë", True),
    ("geese rule", "swans rule", False),
]


@pytest.mark.parametrize(("left", "right", "all_of_them"), MEETING)
def test_lemmas_and_scripts_meet_in_one_term(left, right, all_of_them):
    assert (set(terms(left)) == set(terms(right))) is all_of_them


def test_scripts_keep_apart_when_asked_to():
    assert not set(terms("Вакцине", scripts=False)) & set(terms("Vakcine", scripts=False))


TONGUES = [
    ("Вакцините не се опасни за децата", "mk"),
    ("Вакцине нису опасне за децу и то је познато", "sr"),
    ("Vakcine nisu opasne za djecu i to je poznato", ("hr", "bs", "sr-Latn")),
    ("Vaksinat nuk janë të rrezikshme për fëmijët", "sq"),
    ("Вакцины не опасны для детей, это уже известно", "ru"),
    ("Вакцини не є небезпечними для дітей, це вже відомо", "uk"),
    ("Ваксините не са опасни за децата и това е известно", "bg"),
    ("The vaccines are not dangerous for children", "en"),
]


@pytest.mark.parametrize(("text", "profile"), TONGUES)
def test_the_language_is_guessed(text, profile):
    assert profile_of(text) in ([profile] if isinstance(profile, str) else profile)


def test_a_language_told_wrong_is_not_believed():
    assert profile_of("The vaccines are not dangerous for children", "ru") == "en"


DIFFER = [
    # (claim, checked claim, [(kind, here, there)])
    ("The mayor sold 50 trees", "The mayor sold 500 trees", [("number", "50", "500")]),
    (
        "Владата потроши 5 милиони евра",
        "The government spent 7 million euros",
        [("number", "5 милиони евра", "7 million euros")],
    ),
    ("It cost 40 million euros", "It cost 40 million dollars", [("unit", "40 million euros", "40 million dollars")]),
    ("The bridge fell in May 2020", "Мостот падна во мај 2021", [("date", "May 2020", "мај 2021")]),
    ("Russia sent grain to Serbia", "Русија испрати жито во Албанија", [("place", "Serbia", "Албанија")]),
    ("Emmanuel Macron promised weapons", "Joe Biden promised weapons", [("person", "Emmanuel Macron", "Joe Biden")]),
    ("Masks do not protect", "Маските штитат", [("negation", "not", "")]),
    ("Maskat nuk mbrojnë", "Masks protect", [("negation", "nuk", "")]),
    # silence
    ("The mayor sold 5,000 trees", "Градоначалникот продаде 5.000 дрвја", []),
    ("The mayor sold trees", "The mayor sold 500 trees in 2020 in Skopje", []),
    ("Бил Гејтс го рече тоа", "Bill Gates said so", []),
    ("Zjarri në Shkup", "Пожар у Скопљу", []),
    ("It fell in 2021", "It fell on 5 May 2021", []),
    ("About 500 people came", "505 people came", []),
    ("", "The mayor sold 500 trees", []),
]


@pytest.mark.parametrize(("here", "there", "found"), DIFFER)
def test_what_differs_is_told_with_both_places(here, there, found):
    parted = differences(facts_of(here), facts_of(there))
    assert [(each.kind, each.here, each.there) for each in parted] == found
    for each in parted:
        assert each.here_span is None or each.here_span.of(here) == each.here
        assert each.there_span is None or each.there_span.of(there) == each.there


def test_places_of_differences_count_in_the_post_as_it_was_written():
    post = "RT @x: 😂 The mayor sold 50 trees https://t.co/x"
    (only,) = differences(facts_of(post), facts_of("The mayor sold 500 trees"))
    assert only.here_span.of(post) == "50"


FOUND = [
    ("Vakcine sadrže mikročipove kojima nas prate", "sr", "same"),
    ("Вакцине садрже микрочипове којима нас прате! https://t.co/x 😂", "sr", "same"),
    ("The mayor sold 50,000 trees from the city park in March 2021", "en", "differs"),
    ("Владата купи 300 електрични автобуси од Унгарија", "mk", "differs"),
]


@pytest.mark.parametrize(("text", "id", "relation"), FOUND)
def test_the_earlier_check_is_found(matcher, text, id, relation):
    best = matcher.match(text)[0]
    assert (best.fact_check.id, best.relation) == (id, relation)
    assert 0 <= best.score <= 1
    assert bool(best.differences) is (relation == "differs")
    for language in LANGUAGES:
        assert all(say(reason, language) for reason in best.reasons)


@pytest.mark.parametrize(
    "text", ["", " ", "https://t.co/x", "Nothing of the kind was ever heard here", "😂😂", "?!", "12"]
)
def test_nothing_alike_gives_no_match(matcher, text):
    assert matcher.match(text) == ()


def test_many_at_once_are_one_row_each(matcher):
    rows = matcher.match_many([text for text, *_ in FOUND] + [""])
    assert [row[0].fact_check.id for row in rows[:-1]] == [id for _, id, _ in FOUND]
    assert rows[-1] == ()
    assert matcher.match_many([]) == []


def test_an_empty_library_answers_with_nothing(tmp_path):
    with Library.open("empty", tmp_path, create=True) as library:
        assert Matcher(library, Letters()).match("The mayor sold 50 trees") == ()


def test_duplicates_are_shown_once(tmp_path):
    twice = [{**CHECKS[1], "id": "a", "publisher": "D"}, {**CHECKS[1], "id": "b", "publisher": "D"}]
    with filled(tmp_path, twice) as library:
        assert len(Matcher(library, Letters()).match(CHECKS[1]["claim"])) == 1


def test_indexes_follow_the_shelf(tmp_path):
    with filled(tmp_path) as library:
        Matcher(library, Letters())
        import_checks(library, [record_of({"id": "new", "claim": "Geese rule the whole city at night"}, 1)])
        import_checks(library, [record_of({**CHECKS[1], "claim": "The mayor sold every swan of the lake"}, 1)])
        library.discard(["sr"])
        matcher = Matcher(library, Letters())
        assert matcher.match("Geese rule the whole city at night")[0].fact_check.id == "new"
        assert matcher.match("The mayor sold every swan of the lake")[0].fact_check.id == "en"
        assert "sr" not in {each.fact_check.id for each in matcher.match(CHECKS[0]["claim"])}


HARM = [
    lambda folder: (folder / "words" / "meta.json").write_text("{"),
    lambda folder: (folder / "words" / "version").write_text("of another time"),
    lambda folder: [path.unlink() for path in (folder / "meaning" / "letters").iterdir()],
    lambda folder: (folder / "meaning" / "letters" / "vectors.f16").open("ab").write(b"half a vector"),
    lambda folder: os.truncate(folder / "meaning" / "letters" / "rows.i64", 13),
]


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_index_heals(tmp_path, harm):
    with filled(tmp_path) as library:
        Matcher(library, Letters())
        harm(library.folder)
        import_checks(library, [record_of({"id": "new", "claim": "Geese rule the whole city at night"}, 1)])
        matcher = Matcher(library, Letters())
        for row in [*CHECKS, {"id": "new", "claim": "Geese rule the whole city at night"}]:
            assert matcher.match(row["claim"])[0].fact_check.id == row["id"]


INDEXING = """
import sys
from tests.matches.test_matches import Letters
from merilo.library import Library
from merilo.matches import semantic
from merilo.matches.matcher import Matcher
Matcher(Library.open("desk", sys.argv[1]), Letters(), on_progress=lambda *told: print(*told, flush=True))
"""


def test_killed_while_indexing_it_heals_on_the_next_start(tmp_path):
    rows = [{"id": str(at), "claim": f"Goose {at} rules district {at * 7} of the city"} for at in range(5_000)]
    with filled(tmp_path, rows) as library:
        argv = [sys.executable, "-c", INDEXING, str(tmp_path)]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=os.fspath(ROOT)) as running:
            for told in running.stdout:
                if told.startswith("meaning"):
                    break
            os.kill(running.pid, signal.SIGKILL)
        matcher = Matcher(library, Letters())
        for at in (0, 2_500, 4_999):
            assert matcher.match(rows[at]["claim"])[0].fact_check.id == str(at)


ROOT = __import__("pathlib").Path(__file__).parents[2]


def test_another_process_reads_while_one_indexes(tmp_path):
    with filled(tmp_path) as library:
        Matcher(library, Letters())
        import_checks(library, [record_of({"id": "new", "claim": "Geese rule the whole city at night"}, 1)])
        with library.alone("index"):
            matcher = Matcher(library, Letters())  # cannot catch up, and answers with what is there
            assert matcher.match(CHECKS[1]["claim"])[0].fact_check.id == "en"
            assert "new" not in {each.fact_check.id for each in matcher.match("Geese rule the whole city at night")}
        assert matcher.refresh()
        assert matcher.match("Geese rule the whole city at night")[0].fact_check.id == "new"


def test_vectors_without_their_rows_were_never_added(tmp_path):
    file = VectorFile(tmp_path, 4)
    file.add(np.array([3, 7]), np.eye(2, 4, dtype=np.float32))
    with (tmp_path / "vectors.f16").open("ab") as out:
        out.write(b"\0" * 11)
    assert (len(file), file.seen()) == (2, 7)
    file.add(np.array([9]), np.ones((1, 4), np.float32))
    assert file.rows().tolist() == [3, 7, 9]
    assert file.vectors(2).tolist() == [[1, 1, 1, 1]]


def test_the_table_names_only_features_that_there_are():
    weights = table()
    assert set(weights.order) <= set(NAMES)
    assert set(weights.sure) <= {*NAMES, "order"}
    assert 0 < weights.threshold < 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_can_break_a_look_up(text):
    facts_of(text)
    terms(text)


def test_a_very_long_line_is_looked_up(matcher):
    matcher.match("the mayor sold 5,000 trees " * 40_000)


def test_a_claim_in_albanian_finds_the_serbian_and_the_russian_debunk(tmp_path):
    with filled(tmp_path) as library:
        matcher = Matcher(library, shared())
        asked = [
            "Vaksinat përmbajnë mikroçipe me të cilat na ndjekin",
            "Polonia po përgatitet të fusë trupa në Ukrainën perëndimore",
        ]
        found = matcher.match_many(asked, ["sq", "sq"])
        assert [row[0].fact_check.id for row in found] == ["sr", "ru"]
        assert [row[0].relation for row in found] == ["same", "same"]
        assert json.loads(found[0][0].fact_check.original)["rating"] == "Неистина"


TRANSLATED = [
    # (second check, stories of the two)
    ({"claim": "Вакцине садрже 5 микрочипова", "lang": "sr", "publisher": "Деск"}, 1),
    ({"claim": "Вакцине садрже 7 микрочипова", "lang": "sr", "publisher": "Деск"}, 2),
    ({"claim": "Вакцине садрже 5 микрочипова", "lang": "sr", "publisher": "Други"}, 2),
    ({"claim": "Вакцине садрже 5 микрочипова!", "lang": "sr", "publisher": "Деск", "date": "2024-06-01"}, 1),
    ({"claim": "Птице су роботи", "lang": "sr", "publisher": "Деск"}, 2),
]


@pytest.mark.parametrize(("second", "stories"), TRANSLATED)
def test_translations_of_one_check_are_joined(tmp_path, second, stories):
    first = {
        "id": "1",
        "claim": "Vakcine sadrže 5 mikročipova",
        "lang": "hr",
        "publisher": "Desk",
        "date": "2024-05-01",
    }
    with filled(tmp_path, [first, {"id": "2", **second}]) as library:
        Matcher(library, Letters()).join_translations()
        assert library.stats().stories == stories
        assert len(library) == 2


SAMPLES = ROOT / "samples" / "checks.jsonl"
ALBANIAN = [
    (row["claim"], row.get("id"), row.get("relation"), row.get("differs", []))
    for row in yaml.safe_load((ROOT / "tests" / "cases" / "albanian.yaml").read_text(encoding="utf-8"))
    if "words" not in row
]


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    with Library.open("sample", tmp_path_factory.mktemp("sample"), create=True) as library:
        import_path(library, SAMPLES)
        yield Matcher(library, shared())


@pytest.mark.parametrize(("claim", "id", "relation", "kinds"), ALBANIAN)
def test_the_sample_library_answers_claims_typed_in_albanian(sampled, claim, id, relation, kinds):
    found = sampled.match(claim, "sq")
    if id is None:
        assert not [each for each in found if each.relation != "related"]
        return
    best = found[0]
    assert (best.fact_check.id, best.relation, [each.kind for each in best.differences]) == (id, relation, kinds)
    for each in best.differences:
        assert each.here_span is None or each.here_span.of(claim) == each.here
        assert each.there_span is None or each.there_span.of(best.fact_check.claim) == each.there


def test_many_checks_are_found_in_lists_as_in_a_flat_index(tmp_path, monkeypatch):
    monkeypatch.setattr(semantic, "FLAT_BELOW", 600)
    monkeypatch.setattr(semantic, "PROBES", 16)
    rows = [{"id": str(at), "claim": f"Goose {at} rules district {at * 7} of the city {at % 13}"} for at in range(700)]
    with filled(tmp_path, rows) as library:
        Matcher(library, Letters())
        index = library.folder / "meaning" / "letters" / "trained.faiss"
        assert index.exists()
        trained = index.stat().st_mtime_ns
        asked = [rows[at]["claim"] for at in range(0, 700, 50)]
        matcher = Matcher(library, Letters())
        assert [row[0].fact_check.id for row in matcher.match_many(asked)] == [str(at) for at in range(0, 700, 50)]
        # A few more stand beside the trained lists, and nothing is trained again for them; many more are.
        import_checks(library, [record_of({"id": "new", "claim": "Swans rule the whole lake at night"}, 1)])
        reader = matcher
        writer = Matcher(library, Letters())
        assert writer.match("Swans rule the whole lake at night")[0].fact_check.id == "new"
        assert index.stat().st_mtime_ns == trained
        more = [{"id": f"m{at}", "claim": f"Duck {at} swims in pond {at * 3} by the road"} for at in range(400)]
        import_checks(library, [record_of(row, at) for at, row in enumerate(more, 1)])
        writer = Matcher(library, Letters())
        assert index.stat().st_mtime_ns != trained
        assert writer.match(more[399]["claim"])[0].fact_check.id == "m399"
        assert writer.match(asked[3])[0].fact_check.id == "150"
        reader.refresh()  # opened before the lists were trained again
        assert reader.match(more[399]["claim"])[0].fact_check.id == "m399"
        assert reader.match(asked[3])[0].fact_check.id == "150"


def test_a_harmed_list_index_is_built_again(tmp_path, monkeypatch):
    monkeypatch.setattr(semantic, "FLAT_BELOW", 300)
    rows = [{"id": str(at), "claim": f"Goose {at} rules district {at * 7} of the city {at % 13}"} for at in range(400)]
    with filled(tmp_path, rows) as library:
        Matcher(library, Letters())
        index = library.folder / "meaning" / "letters" / "trained.faiss"
        os.truncate(index, 1_000)
        matcher = Matcher(library, Letters())
        assert matcher.match(rows[250]["claim"])[0].fact_check.id == "250"


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("Navallni", "Navalny"),
        ("Navaljnog", "Navalny"),
        ("Навальний", "Navalny"),
        ("Гејтс", "Gates"),
        ("Xhonson", "Johnson"),
        ("Uashington", "Washington"),
        ("Çërçill", "Churchill"),
        ("Kisindžer", "Kissinger"),
        ("Цукерберг", "Zuckerberg"),
        ("Makroni", "Macron"),
    ],
)
def test_a_foreign_name_has_the_bones_of_its_transcriptions(heard, written):
    assert bones_asked(heard) & bones(written)


@pytest.mark.parametrize(("one", "other"), [("Navalny", "Novak"), ("Gates", "Kats"), ("Merkel", "Markov")])
def test_other_names_have_other_bones(one, other):
    assert not bones_asked(one) & bones(other)


def test_a_name_that_no_check_writes_so_is_asked_for_as_one_does(tmp_path):
    shelf = [
        {"id": "1", "claim": "Zuckerberg closed the newspaper of the islanders", "lang": "en"},
        {"id": "2", "claim": "The islanders built a school for geese", "lang": "en"},
    ]
    with filled(tmp_path, shelf) as library:
        words = Matcher(library, Letters())._words
        assert respelt("Цукерберг го затвори весникот", "mk", words, library) == "Zuckerberg го затвори весникот"
        assert respelt("Islanders need Markov", "en", words, library) == "Islanders need Markov"
