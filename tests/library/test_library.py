# ruff: noqa: E501 - tables of cases are read across
"""The library: nothing lost, nothing half-written, and a line in the report for whatever was wrong."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.errors import BadLibraryName, LibraryBusy, NoSuchLibrary, UnreadableImport
from merilo.library import FORMATS, Library, export, import_path, import_stream, names, phrase_of, remove
from merilo.library.duplicates import claim_key, url_key
from merilo.library.exports import NoParquet
from merilo.library.folding import folded
from merilo.library.sources.guess import kind_of
from merilo.speech import say


@pytest.fixture
def library(tmp_path):
    with Library.open("desk", tmp_path / "home", create=True) as opened:
        yield opened


def take(library, tmp_path, content, name="in.jsonl", **how):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = import_path(library, path, **how)
    return done, [(note.line, note.outcome, note.reason) for note in library.notes(done.number)]


def lines(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


def wxr(items):
    return (
        '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">'
        f"<channel><title>The Desk</title><language>mk-MK</language>{items}</channel></rss>"
    )


def post(number, status="publish", more=""):
    return (
        f"<item><title>Fact check {number}</title><link>https://desk.example/{number}</link><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_type>post</wp:post_type><wp:status>{status}</wp:status><wp:post_date_gmt>2024-05-0{number} 10:00:00"
        f"</wp:post_date_gmt><content:encoded><![CDATA[<p>Long words {number}</p>]]></content:encoded>{more}</item>"
    )


REVIEW = {"@type": "ClaimReview", "claimReviewed": "Geese rule the city", "url": "https://desk.example/g", "reviewRating": {"alternateName": "False"}}  # fmt: skip
FEED = {
    "@type": "DataFeed",
    "dataFeedElement": [{"item": [REVIEW, None]}, None, {"item": None}, {"item": [{"@type": "Thing"}]}],
}
SEARCH = {
    "claims": [
        {"text": "Geese rule the city", "claimant": "A goose", "claimReview": [{"publisher": {"site": "desk.example"}, "textualRating": "False", "languageCode": "en"}]},
        {"text": "Nobody reviewed this"},
    ]
}  # fmt: skip
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    + wxr("<item><title>&b;</title></item>")[21:]
)

SOURCES = [
    # (file, content, claims kept, (line, outcome, reason) of every note)
    ("a.jsonl", lines({"id": "1", "claim": "Geese rule the city"}, "", {"id": "2", "title": "Only a title"}), 2, [(3, "repaired", "claim-from-title")]),
    ("a.jsonl", lines("{broken", {"id": "1", "claim": "Kept"}, "[1]", "7", {"id": "3"}), 1, [(1, "skipped", "not-json"), (3, "skipped", "not-an-object"), (4, "skipped", "not-an-object"), (5, "skipped", "no-claim")]),
    ("a.jsonl", lines(REVIEW, {"@graph": [REVIEW]}, {"@graph": []}), 1, [(3, "skipped", "no-review")]),
    ("a.jsonl", lines({"claim": "A bad day", "date": "31.31.2020", "url": "nowhere at all"}), 1, [(1, "repaired", "bad-url"), (1, "repaired", "unread-date")]),
    ("a.jsonl", lines({"claim": "Too good", "value": 9, "worst": 1, "best": 5}), 1, [(1, "repaired", "rating-outside-scale")]),
    ("a.csv", "id,claim,date\n1,Geese rule the city,2024-05-01\n2,too,many,cells\n3,,\n", 1, [(3, "skipped", "broken-row"), (4, "skipped", "no-claim")]),
    ("a.csv", "id;claim\n1;\"Geese; and ducks\nrule\"\n", 1, []),
    ("a.tsv", "colour\tsize\nred\t3\n", 0, [(1, "skipped", "no-claim-column")]),
    ("feed.json", json.dumps(FEED), 1, [(1, "skipped", "null-item"), (2, "skipped", "null-item"), (3, "skipped", "null-item"), (4, "skipped", "no-review")]),
    ("feed.json", json.dumps({"dataFeedElement": [{"item": [REVIEW]}, {"item": [REVIEW]}]})[:-20], 1, [(2, "skipped", "feed-cut")]),
    ("search.json", json.dumps(SEARCH), 1, [(2, "skipped", "no-review")]),
    ("list.json", json.dumps([{"claim": "Geese rule the city"}, {"claim": "So do swans, by day"}]), 2, []),
    ("wp.xml", wxr(post(1) + post(2, "draft")), 1, [(1, "repaired", "claim-from-title"), (2, "skipped", "not-published")]),
    ("wp.xml", wxr(post(1) + post(2))[:-150], 1, [(1, "repaired", "claim-from-title"), (2, "skipped", "feed-cut")]),
    ("wp.xml", BOMB, 0, [(1, "skipped", "dangerous-xml")]),
    ("page.html", "<p>No markup here</p>", 0, [(1, "skipped", "no-review")]),
    ("page.html", f'<script type="application/ld+json">{json.dumps([REVIEW, {**REVIEW, "claimReviewed": "Swans rule the lake"}])}</script>', 2, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "kept", "notes"), SOURCES)
def test_what_a_source_gives_and_what_is_told(library, tmp_path, name, content, kept, notes):
    _, told = take(library, tmp_path, content, name)
    assert len(library) == kept
    # What was mended besides what the case is about is told too.
    assert set(notes) <= set(told)
    assert [note for note in told if note[1] == "skipped"] == [note for note in notes if note[1] == "skipped"]


def test_a_record_is_kept_whole(library, tmp_path):
    row = {"id": "v1", "claim": "Geese rule the city", "rating": "False", "lang": "mk-MK", "date": "2024-05-01T10:00:00Z", "own": [1, {"x": None}]}  # fmt: skip
    take(library, tmp_path, lines(row))
    check = library.get("v1")
    assert (check.language, check.review_date.isoformat(), check.rating) == ("mk", "2024-05-01", "False")
    assert json.loads(check.original) == row
    assert library.get("v2") is None


def test_importing_again_changes_nothing_and_new_words_are_a_new_version(library, tmp_path):
    first, _ = take(library, tmp_path, lines({"id": "1", "claim": "Geese rule the city"}))
    again, _ = take(library, tmp_path, lines({"id": "1", "claim": "Geese rule the city"}), "again.jsonl")
    newer, _ = take(library, tmp_path, lines({"id": "1", "claim": "Geese rule the town"}), "newer.jsonl")
    assert [
        (each.progress.added, each.progress.unchanged, each.progress.updated) for each in (first, again, newer)
    ] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
    assert len(library) == 1
    assert library.last_row() == 2  # a row is never used twice, so that indexes see the change


def test_an_id_met_twice_in_one_file_keeps_both(library, tmp_path):
    text = lines({"id": "1", "claim": "Geese rule the city"}, {"id": "1", "claim": "Swans rule the lake"})
    _, told = take(library, tmp_path, text)
    again, _ = take(library, tmp_path, text, "again.jsonl")
    assert len(library) == 2
    assert told == [(2, "repaired", "duplicate-id")]
    assert again.progress.unchanged == 2


STORIES = [
    # (rows, stories)
    ([{"id": "1", "claim": "Geese rule", "url": "https://d.example/a?utm_source=x"}, {"id": "2", "claim": "Гуски владеат", "url": "http://www.d.example/a/"}], 1),
    ([{"id": "1", "claim": "Гуските владеат со целиот град", "publisher": "Д"}, {"id": "2", "claim": "Guskite vladeat so celiot grad!", "publisher": "D"}], 1),
    ([{"id": "1", "claim": "Geese rule the whole city", "publisher": "A"}, {"id": "2", "claim": "Geese rule the whole city", "publisher": "B"}], 2),
    ([{"id": "1", "claim": "Geese rule", "url": "https://d.example/a"}, {"id": "2", "claim": "Swans rule", "url": "https://d.example/b"}], 2),
    ([{"id": "1", "claim": "Geese rule", "url": "https://d.example/"}, {"id": "2", "claim": "Swans rule", "url": "https://d.example/"}], 2),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "stories"), STORIES)
def test_duplicates_and_translations_are_one_story_and_none_is_lost(library, tmp_path, rows, stories):
    take(library, tmp_path, lines(*rows))
    assert (len(library), library.stats().stories) == (2, stories)


def test_stories_can_be_joined_by_hand(library, tmp_path):
    take(library, tmp_path, lines({"id": "1", "claim": "Geese rule"}, {"id": "2", "claim": "Patat sundojnë"}))
    assert library.join([(1, 2)]) == 1
    assert [check.id for check in library.story("2")] == ["1", "2"]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_exported_comes_back(library, tmp_path, format):
    rows = [
        {"id": "1", "claim": "Гуските, “владеат”; со градот", "rating": "False", "worst": 1, "value": 2, "best": 5, "date": "2024-05-01"},
        {"id": "2", "claim": "Swans rule the lake", "url": "https://d.example/2", "claimant": "A swan", "publisher": "D", "lang": "en"},
    ]  # fmt: skip
    take(library, tmp_path, lines(*rows))
    out = tmp_path / f"out.{format}"
    if format == "parquet" and find_spec("pyarrow") is None:
        with pytest.raises(NoParquet):
            export(library, out, format)
        return
    assert export(library, out, format) == 2
    assert [path.name for path in tmp_path.glob(".*")] == []
    if format == "parquet":
        import pyarrow.parquet

        assert pyarrow.parquet.read_table(out).column("claim").to_pylist() == [row["claim"] for row in rows]
        return
    with Library.open("other", tmp_path / "home", create=True) as other:
        import_path(other, out)
        for mine, theirs in zip(library, other, strict=True):
            for name in ("id", "claim", "rating", "scale", "url", "claimant", "publisher", "language", "review_date"):
                assert getattr(mine, name) == getattr(theirs, name)


def test_a_folder_of_pages_and_a_packed_file(library, tmp_path):
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.html").write_text(f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>')
    (folder / "b.html").write_text("<p>nothing</p>")
    (folder / "c.txt").write_text("not a page")
    done = import_path(library, folder)
    assert (done.progress.added, done.progress.skipped) == (1, 1)
    assert [note.detail for note in library.notes() if note.outcome == "skipped"] == ["b.html"]
    packed, _ = take(library, tmp_path, gzip.compress(lines({"id": "z", "claim": "Packed"}).encode()), "p.jsonl.gz")
    assert packed.progress.added == 1


def test_a_column_map_names_the_columns(library, tmp_path):
    text = "nr,what,who,when\n1,Geese rule the city,A goose,5 May 2021\n"
    take(
        library,
        tmp_path,
        text,
        "t.csv",
        columns={"id": "nr", "claim": "what", "claimant": "who", "date": "when"} | {"review_date": "when"},
    )
    check = library.get("1")
    assert (check.claim, check.claimant, check.review_date.isoformat()) == (
        "Geese rule the city",
        "A goose",
        "2021-05-05",
    )


SLASHES = [
    # (dates of a table, days read)
    (["03/04/2021", "12/25/20"], ["2021-03-04", "2020-12-25"]),
    (["03/04/2021", "25/12/20"], ["2021-04-03", "2020-12-25"]),
    (["03/04/2021", "25/12/20", "12/25/20"], [None, "2020-12-25", "2020-12-25"]),
    (["03/04/2021"], [None]),
]


@pytest.mark.parametrize(("dates", "days"), SLASHES)
def test_a_table_shows_which_way_round_its_dates_stand(library, tmp_path, dates, days):
    rows = [f"{at},Goose number {at} rules the city,{day}" for at, day in enumerate(dates)]
    take(library, tmp_path, "id,claim,date\n" + "\n".join(rows) + "\n", "t.csv")
    assert [check.review_date and check.review_date.isoformat() for check in library] == days
    assert json.loads(library.get("0").original)["date"] == dates[0]


KINDS = [
    (b'{"id": "1", "claim": "x"}\n{"id": "2"}\n', "x", "jsonl"),
    (b'\xef\xbb\xbf{"@type": "DataFeed", "dataFeedElement": []}', "x.json", "datafeed"),
    (b'{"claims": [{"text": "a", "claimReview": []}]}', "x.json", "factchecktools"),
    (b"<!doctype html><p>", "x", "claimreview"),
    (b'<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/">', "x", "wxr"),
    (b"id,claim\n1,2\n", "x", "csv"),
    (b'{"@context": "https://schema.org",\n "@type": "ClaimReview"}', "x.json", "claimreview"),
]


@pytest.mark.parametrize(("start", "name", "kind"), KINDS)
def test_the_kind_is_told_by_how_a_file_begins(start, name, kind):
    assert kind_of(start, name) == kind


def test_what_cannot_be_opened_says_so(library, tmp_path):
    with pytest.raises(UnreadableImport, match="gone"):
        import_path(library, tmp_path / "gone.jsonl")
    (tmp_path / "x.bin").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(UnreadableImport, match="kind"):
        import_path(library, tmp_path / "x.bin")
    with pytest.raises(NoSuchLibrary):
        Library.open("none", tmp_path)
    for bad in ("", "../x", "a/b", ".", "x" * 99):
        with pytest.raises(BadLibraryName):
            Library.open(bad, tmp_path, create=True)


def test_libraries_are_listed_and_removed(library, tmp_path):
    assert names(tmp_path / "home") == ("desk",)
    with library.alone(), pytest.raises(LibraryBusy):
        remove("desk", tmp_path / "home")
    remove("desk", tmp_path / "home")
    assert names(tmp_path / "home") == ()


def test_a_check_is_taken_off_the_shelf(library, tmp_path):
    take(library, tmp_path, lines({"id": "1", "claim": "Geese rule"}, {"id": "2", "claim": "Swans rule"}))
    assert library.discard(["1", "9"]) == 1
    assert [check.id for check in library] == ["2"]


IMPORTING = """
import sys
from pathlib import Path
from merilo.library import Library, import_path
def told(progress):
    print(progress.read, flush=True)
import_path(Library.open("desk", sys.argv[1], create=True), Path(sys.argv[2]), on_progress=told)
"""


def test_a_killed_import_keeps_what_was_committed_and_goes_on_from_there(tmp_path):
    rows = [{"id": str(at), "claim": f"Goose number {at} rules the city"} for at in range(30_000)]
    (tmp_path / "in.jsonl").write_text(lines(*rows))
    argv = [sys.executable, "-c", IMPORTING, str(tmp_path), str(tmp_path / "in.jsonl")]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as running:
        committed = int(running.stdout.readline())
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    with Library.open("desk", tmp_path) as library:
        assert committed <= len(library) < 30_000
        assert len(library) % 1_000 == 0  # whole batches only
        had = len(library)
        done = import_path(library, tmp_path / "in.jsonl")
        assert done.resumed == had
        assert (done.progress.added, done.progress.unchanged, len(library)) == (30_000, 0, 30_000)


READING = """
import sys, time
from merilo.library import Library
library, seen = Library.open("desk", sys.argv[1]), []
print("ready", flush=True)
while not seen or seen[-1] < int(sys.argv[2]):
    seen.append(sum(1 for _ in library))
    time.sleep(0.01)
assert seen == sorted(seen) and all(each % 1_000 == 0 for each in seen), seen
print("done", flush=True)
"""


def test_two_processes_read_while_one_writes(tmp_path):
    with Library.open("desk", tmp_path, create=True) as library:
        argv = [sys.executable, "-c", READING, str(tmp_path), "8000"]
        readers = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        try:
            assert [reader.stdout.readline() for reader in readers] == ["ready\n"] * 2
            (tmp_path / "in.jsonl").write_text(
                lines(*({"id": str(at), "claim": f"Goose {at} rules"} for at in range(8_000)))
            )
            import_path(library, tmp_path / "in.jsonl", on_progress=lambda _: time.sleep(0.02))
            assert [reader.wait(60) for reader in readers] == [0, 0]
        finally:
            for reader in readers:
                reader.kill()
                reader.stdout.close()
                reader.wait()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["jsonl", "csv", "claimreview", "datafeed", "factchecktools", "wxr"]))
def test_no_bytes_can_break_an_import(tmp_path_factory, content, kind):
    folder = tmp_path_factory.mktemp("any")
    (folder / "in").write_bytes(content)
    with Library.open("desk", folder, create=True) as library:
        try:
            done = import_path(library, folder / "in", kind=kind)
        except UnreadableImport:  # only what says it is packed, and is not
            assert content.startswith((b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ"))
            return
        assert done.progress.added + done.progress.unchanged + done.progress.updated == len(library)


FIELD = st.sampled_from(["id", "claim", "title", "date", "url", "value", "best", "lang"])
VALUE = st.none() | st.integers() | st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(FIELD, VALUE), max_size=8))
def test_every_line_is_kept_or_told(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("rows")
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with Library.open("desk", folder, create=True) as library:
        done = import_path(library, folder / "in.jsonl", kind="jsonl").progress
        told = sum(note.outcome == "skipped" for note in library.notes())
        assert done.added + done.updated + done.unchanged + done.skipped == len(rows)
        assert told == done.skipped


def test_every_reason_has_its_sentence(library, tmp_path):
    take(
        library,
        tmp_path,
        lines("{", {"id": "1"}, {"claim": "A bad day", "date": "x", "url": "y y", "value": 9, "worst": 1, "best": 2}),
    )
    for note in library.notes():
        assert say(phrase_of(note)).endswith(".")


def test_a_stream_is_imported(library):
    import io

    done = import_stream(library, io.BufferedReader(io.BytesIO(b'{"id": "1", "claim": "Geese rule"}\n')))
    assert (done.kind, done.progress.added) == ("jsonl", 1)


FOLDS = [
    ("Ђорђе Вучић", "Djordje Vucic"),
    ("Đorđe", "Djordje"),
    ("Шћепан", "Šćepan"),
    ("Љубљана", "Ljubljana"),
    ("Shqipëria", "shqiperia"),
    ("Ѓорче Петров", "Djorce Petrov"),
    ("Џемаил", "Dzemail"),
]


@pytest.mark.parametrize(("left", "right"), FOLDS)
def test_two_scripts_meet_in_one_key(left, right):
    assert folded(left) == folded(right)
    assert folded(left, scripts=False) != folded(right, scripts=False) or left.isascii() or left[0] in "ĐS"


def test_keys_say_nothing_of_what_says_nothing():
    assert url_key("") is None
    assert url_key("https://d.example/") is None
    assert claim_key("too short", "", None) is None


GREEDY = """
import sys
from pathlib import Path
from merilo.bench.machine import resident
from merilo.library import Library, import_path
library = Library.open("desk", sys.argv[1], create=True)
import_path(library, Path(sys.argv[2]))
print(len(library), resident(most=True))
"""


def memory_of_import(folder, path):
    done = subprocess.run(
        [sys.executable, "-c", GREEDY, str(folder), str(path)], capture_output=True, text=True, check=True
    )
    count, most = done.stdout.split()
    return int(count), float(most)


def table_of(path, rows, width):
    with path.open("w", encoding="utf-8") as out:
        out.write("id,claim,summary\n")
        for at in range(rows):
            out.write(f"{at},Goose number {at} rules the city,{'long words ' * width}\n")
    return path


def test_a_large_table_needs_no_more_memory_than_a_small_one(tmp_path):
    _, small = memory_of_import(tmp_path / "a", table_of(tmp_path / "small.csv", 3_000, 300))
    count, large = memory_of_import(tmp_path / "b", table_of(tmp_path / "large.csv", 30_000, 300))
    assert count == 30_000  # about 100 MB of it
    assert large < small + 20


ENDLESS = [
    # (name, what stands before the line without an end, a line after it, reason)
    ("a.jsonl", '{"id": "1", "claim": "Kept before"}\n{"claim": "', '\n{"id": "2", "claim": "Kept after"}\n', "line-too-long"),
    ("a.csv", 'id,claim\n1,Kept before\n2,"', '"\n3,Kept after\n', "broken-row"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "start", "end", "reason"), ENDLESS)
def test_a_line_without_an_end_is_told_and_held_in_pieces(tmp_path, name, start, end, reason):
    path = tmp_path / name
    with path.open("w") as out:
        out.write(start)
        for _ in range(150):
            out.write("goose " * 200_000)
        out.write(end)
    count, most = memory_of_import(tmp_path, path)
    assert most < 220  # of a line of 180 MB
    with Library.open("desk", tmp_path) as library:
        assert reason in {note.reason for note in library.notes()}
        assert count >= 1
        assert "Kept before" in {check.claim for check in library}
        if name.endswith("jsonl"):
            assert "Kept after" in {check.claim for check in library}


SETS = [
    ("cp1250", "claim,rating\nŠuma je spaljena,netačno\nŽene su čekale,tačno\n"),
    ("cp1251", "claim,rating\nМостот е продаден,неточно\nВодата е чиста,точно\n"),
    ("utf-16", "claim,rating\nМостот е продаден,неточно\n"),
    ("utf-8-sig", "claim,rating\nШума је спаљена,нетачно\n"),
]


@pytest.mark.parametrize(("encoding", "text"), SETS)
def test_a_table_is_read_in_the_character_set_it_is_in(library, tmp_path, encoding, text):
    _, told = take(library, tmp_path, text.encode(encoding), "a.csv")
    assert {(check.claim, check.rating) for check in library} == {
        tuple(line.split(",")) for line in text.splitlines()[1:]
    }
    assert ("guessed-set" in {reason for _, _, reason in told}) == encoding.startswith("cp")


def test_letters_that_come_late_are_read_too(library, tmp_path):
    plain = "".join(
        f"{at},Goose number {at} rules\n" for at in range(6_000)
    )  # more than the beginning that is looked at
    take(
        library, tmp_path, b"id,claim\n" + plain.encode() + "x,Žene su čekale đake iz škole\n".encode("cp1250"), "a.csv"
    )
    assert library.get("x").claim == "Žene su čekale đake iz škole"


def test_an_open_quotation_mark_swallows_no_row(library, tmp_path):
    table = 'id,claim,rating\n1,"Never closed,no\n2,A second one,no\n3,"A third, quoted\none",no\n4,A fourth one,no\n'
    _, told = take(library, tmp_path, table, "a.csv")
    assert {check.id: check.claim for check in library} == {
        "2": "A second one",
        "3": "A third, quoted\none".replace("\n", " "),
        "4": "A fourth one",
    }
    assert told == [(2, "skipped", "broken-row")]


def test_a_table_full_of_open_quotation_marks_ends(library, tmp_path):
    rows = "".join(f'{at},"Goose {at} never closed,{"words " * 40}\n' for at in range(2_000))
    done, _ = take(library, tmp_path, "id,claim,summary\n" + rows, "a.csv")
    assert done.progress.read >= 1
    assert done.progress.skipped == done.progress.read - len(library)


def test_every_field_of_the_contract_can_be_named_in_a_column_map(library, tmp_path):
    table = "Tvrdnja;Dan;Jezik;Kad\nMost je prodat;2024-05-01;sr;2024-04-20\n"
    names_of = {"claim": "Tvrdnja", "date": "Dan", "lang": "Jezik", "claim_date": "Kad"}
    take(library, tmp_path, table, "a.csv", columns=names_of)
    (check,) = library
    assert (check.review_date.isoformat(), check.language, check.claim_date.isoformat()) == (
        "2024-05-01",
        "sr",
        "2024-04-20",
    )


def test_one_id_on_two_sites_is_two_checks_and_a_newer_version_finds_its_own(library, tmp_path):
    def row(site, claim):
        return {"id": "1", "claim": claim, "url": f"https://www.{site}/1"}

    take(library, tmp_path, lines(row("desk.example", "Geese rule the city")), "a.jsonl")
    take(library, tmp_path, lines(row("other.example", "Swans rule the lake")), "b.jsonl")
    take(library, tmp_path, lines(row("other.example", "Swans rule the whole lake")), "c.jsonl")
    take(library, tmp_path, lines(row("m.desk.example", "Geese rule the whole city")), "d.jsonl")
    assert sorted(check.claim for check in library) == ["Geese rule the whole city", "Swans rule the whole lake"]


def test_an_id_of_a_page_alone_is_told_from_those_of_other_pages(library, tmp_path):
    for at in (1, 2):
        page = f'<link rel="canonical" href="https://desk.example/{at}"><script type="application/ld+json">%s</script>'
        node = {**REVIEW, "@id": "#review", "url": f"https://desk.example/{at}", "claimReviewed": f"Goose {at} rules"}
        take(library, tmp_path, page % json.dumps(node), f"{at}.html")
    assert {check.id for check in library} == {"https://desk.example/1#review", "https://desk.example/2#review"}


def test_signs_that_xml_forbids_do_not_end_an_export(library, tmp_path):
    spoilt = wxr(post(1) + post(2)).encode().replace(b"Long words", b"Long \x0b\x00words \xff")
    take(library, tmp_path, spoilt, "wp.xml")
    assert len(library) == 2


@pytest.mark.parametrize("content", [b"", b" \n", b"PAR1\x15\x04\x00\x00" * 50])
def test_what_is_empty_or_no_text_is_refused_kindly(library, tmp_path, content):
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    with pytest.raises(UnreadableImport, match=r"it is (empty|no text)"):
        import_path(library, path)
