"""Tables of sentences in nine languages, what they must not be taken for, and what holds of any text."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo import resources
from merilo.dates import times
from merilo.dates.vocabulary import spelt
from merilo.model import Article, Reading

CASES = Path(__file__).parent.parent / "cases"
SCRIPTS = {"en": "Latn", "mk": "Cyrl", "sr": "Cyrl", "hr": "Latn", "bs": "Latn", "sq": "Latn", "bg": "Cyrl"}
SCRIPTS |= {"ru": "Cyrl", "uk": "Cyrl"}


@cache
def table(language):
    return yaml.safe_load((CASES / f"dates.{language}.yaml").read_text(encoding="utf-8"))


def read(text, language, published="2024-03-20", script=None):
    day = date.fromisoformat(published) if published else None
    article = Article(text=text, language=language, script=script or SCRIPTS[language], published=day)
    return times(Reading(article))


def row(text, ref):
    days = [day and day.isoformat() for day in (ref.earliest, ref.latest)]
    return [ref.span.of(text), ref.type, ref.value, *days, *([ref.mod] if ref.mod else [])]


FOUND = [(language, case) for language in SCRIPTS for case in table(language)["found"]]
SILENT = [(language, text) for language in SCRIPTS for text in table(language)["silent"]]


@pytest.mark.parametrize(("language", "case"), FOUND, ids=lambda value: str(value)[:40])
def test_what_is_found(language, case):
    text = case["text"]
    assert [row(text, ref) for ref in read(text, language)] == case["times"]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_what_is_no_time(language, text):
    assert [row(text, ref) for ref in read(text, language)] == []


def test_every_table_is_long_and_two_fifths_silence():
    for language in SCRIPTS:
        found, silent = table(language)["found"], table(language)["silent"]
        assert len(found) + len(silent) >= 80
        assert len(silent) / (len(found) + len(silent)) >= 0.4


# ── what rules need ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_date_says_the_weekday_named_with_it():
    (ref,) = read("The vote is on Monday, 5 May 2024.", "en")
    assert (ref.weekday, ref.written, ref.earliest) == (1, (2024, 5, 5), date(2024, 5, 5))


def test_an_impossible_day_has_no_place():
    (ref,) = read("Рођен је 30. фебруара 1980.", "sr")
    assert ref.impossible
    assert ref.written == (1980, 2, 30)
    assert (ref.value, ref.earliest, ref.latest) == ("1980-02-30", None, None)


NOT_IMPOSSIBLE = [
    ("In April 31 people were arrested.", "en"),
    ("The index rose by 30.02 points.", "en"),
    ("Индексот падна на 30.02 поени.", "mk"),
    ("Indeks je pao na 31.04 poena.", "hr"),
    ("Во април 31 лице беше приведено.", "mk"),
    ("Rođen je 29. veljače 2020.", "hr"),
    ("U aprilu je 31 osoba privedena.", "bs"),
]


@pytest.mark.parametrize(("text", "language"), NOT_IMPOSSIBLE)
def test_what_only_looks_impossible(text, language):
    assert not any(ref.impossible for ref in read(text, language))


WEEKDAYS = [
    ("on Tuesday (March 5) he left", "en"),
    ("on March 5, a Tuesday, he left", "en"),
    ("во вторник, на 5 март 2024 година", "mk"),
    ("5. марта 2024. (уторак)", "sr"),
    ("u utorak, 5. ožujka 2024.", "hr"),
    ("u utorak (5. mart)", "bs"),
    ("të martën, më 5 mars 2024", "sq"),
    ("вторник, 05.03.2024 г.", "bg"),
    ("5 марта 2024 года (вторник)", "ru"),
    ("у вівторок, 5 березня 2024 року", "uk"),
]


@pytest.mark.parametrize(("text", "language"), WEEKDAYS)
def test_a_weekday_beside_a_date_belongs_to_it(text, language):
    (ref,) = read(f"Abc {text}.", language)
    assert (ref.weekday, ref.written and ref.written[1:]) == (2, (3, 5))


WEEKS = [("Прошле недеље, 5. марта 2024, отишао је.", "sr"), ("Минатата недела, 5 март 2024, замина.", "mk")]


@pytest.mark.parametrize(("text", "language"), WEEKS)
def test_a_word_for_sunday_and_week_names_no_weekday(text, language):
    (ref,) = read(text, language)
    assert (ref.value, ref.weekday) == ("2024-03-05", None)


def test_the_29th_of_february_without_a_year_is_possible():
    (ref,) = read("It happened on 29 February.", "en", published="2023-03-20")
    assert not ref.impossible
    assert ref.value == "2020-02-29"


def test_a_distance_is_told_as_a_signed_duration():
    (ref,) = read("Two weeks ago it snowed.", "en")
    assert ref.offset == "-P2W"


def test_serbian_reads_the_same_in_both_scripts():
    cyrillic = read("Срели су се прошлог уторка, 12. марта 2024.", "sr")
    latin = read("Sreli su se prošlog utorka, 12. marta 2024.", "sr", script="Latn")
    assert [(ref.value, ref.span) for ref in cyrillic] == [(ref.value, ref.span) for ref in latin]


# ── against what a date is reckoned ──────────────────────────────────────────────────────────────────────────

THREADS = [
    ("He came on 5 May 2010. The next day he left.", "en", ["2010-05-05", "2010-05-06"]),
    ("У 1941 році почалася війна. 22 червня впали бомби. Через два дні вони повернулися.", "uk", None),
    ("Rođen je 1950. godine. Dvije godine kasnije umro je otac.", "hr", ["1950", "1952"]),
    ("Stigli su 30. decembra 1991. Narednog dana su otišli.", "bs", ["1991-12-30", "1991-12-31"]),
]


@pytest.mark.parametrize(("text", "language", "values"), THREADS)
def test_the_date_last_spoken_of(text, language, values):
    found = [ref.value for ref in read(text, language, published=None)]
    assert found == (values or ["1941", "1941-06-22", "1941-06-24"])


TENSES = [
    ("He said on Friday that he was ill.", "2024-03-15"),
    ("They will meet on Friday.", "2024-03-22"),
    ("The court rejected the suit on Wednesday.", "2024-03-20"),
]


@pytest.mark.parametrize(("text", "value"), TENSES)
def test_a_bare_weekday_follows_the_tense(text, value):
    assert [ref.value for ref in read(text, "en")] == [value]


# ── what holds of any text ───────────────────────────────────────────────────────────────────────────────────

FORMATS = {"en": "d MMMM y", "mk": "d MMMM y", "sr": "d. MMMM y.", "hr": "d. MMMM y.", "bs": "d. MMMM y."}
FORMATS |= {"sq": "d MMMM y", "bg": "d MMMM y", "ru": "d MMMM y", "uk": "d MMMM y"}


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.sampled_from(sorted(SCRIPTS)))
def test_a_date_written_out_reads_back(day, language):
    locale = {"sr": "sr_Cyrl", "bs": "bs_Latn"}.get(language, language)
    text = format_date(day, FORMATS[language], locale=locale)
    assert [ref.value for ref in read(text, language)] == [day.isoformat()]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.sampled_from(sorted(set(SCRIPTS) - {"en"})))
def test_a_date_in_figures_reads_back(day, language):
    text = f"{day.day:02d}.{day.month:02d}.{day.year}"
    assert [ref.value for ref in read(text, language)] == [day.isoformat()]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.dates(date(1950, 1, 1), date(2040, 1, 1)))
def test_days_ago_count_back(count, published):
    (ref,) = read(f"He left {count} days ago.", "en", published=published.isoformat())
    assert ref.earliest == published - timedelta(days=count)


ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
PIECES = "5 31 2024 12:30 may мај 3.5 — . , of the last year двете недели пред (1999) 's / : V IX"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(ODD | WORDS, st.sampled_from(resources.PROFILES), st.none() | st.dates())
def test_any_text_gives_spans_in_order_inside_it(text, profile, published):
    language, _, script = profile.partition("-")
    article = Article(text=text, language=language, script=script or SCRIPTS[language], published=published)
    end = 0
    for ref in times(Reading(article)):
        assert end <= ref.span.start < ref.span.end <= len(text)
        assert (ref.earliest is None) == (ref.latest is None)
        assert ref.earliest is None or ref.earliest <= ref.latest
        end = ref.span.end


FIGURES = "1 5. 31 99 1998 2024 1990s 05.03.2024 15.02 12:30 3 4 21 0 , . - – / : ( ) ' s XIX"


@cache
def words_of_time(profile):
    lists = resources.load(profile, "dates", dict[str, dict[str, list[str]]])
    written = [word for codes in lists.values() for words in codes.values() for word in words]
    figures = FIGURES.split()
    return [form for word in written for form in spelt(word) if "*" not in form][:6000], figures


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_heap_of_words_of_time_can_be_read(data):
    profile = data.draw(st.sampled_from(resources.PROFILES))
    written, figures = words_of_time(profile)
    pick = st.sampled_from(written) | st.sampled_from(figures)
    text = data.draw(st.sampled_from([" ", "", "  "])).join(data.draw(st.lists(pick, max_size=14)))
    language, _, script = profile.partition("-")
    published = data.draw(st.none() | st.dates())
    for ref in times(
        Reading(Article(text, language=language, script=script or SCRIPTS[language], published=published))
    ):
        assert ref.span.end <= len(text)
        assert ref.value


def test_a_very_long_line_is_read():
    text = "in May 5 of the last 3 days " * 4000
    assert len(read(text, "en")) > 1000


@pytest.mark.parametrize("words", ["the first day of ", "first tuesday of ", "last year's ", "May 5, ", "( - / . "])
def test_what_could_nest_without_end_does_not(words):
    assert all(len(ref.value) < 30 for ref in read(words * 400 + "May 2024", "en"))
