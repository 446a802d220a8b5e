"""Texts found by their words through the database's own index, which it keeps in step whatever is done to a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from merilo_desk.casework.models import WORDS as CASES
from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.word_index import WordIndex
from merilo_desk.promises.models import WORDS as PROMISES
from merilo_desk.promises.models import Promise
from merilo_desk.readingroom.models import WORDS as READINGS
from merilo_desk.readingroom.models import StoredArticle

pytestmark = pytest.mark.django_db


def found(*words: tuple[set[str], str]) -> list[str]:
    """Return the titles of the readings that hold every word."""
    return [each.title for each in READINGS.holding(StoredArticle.objects.order_by("title"), words)]


@pytest.fixture
def texts(member: Callable[..., User]) -> User:
    ana = member("ana", "reporter")
    StoredArticle.objects.bulk_create(
        StoredArticle(title=title, keys=keys, brought_by=ana)
        for title, keys in (("a", " most bolnic 2024 "), ("b", " bolnic plata "), ("c", ""), ("d", " it's m\"k "))
    )
    return ana


ASKED = [
    # (words: keys that meet each, and how those begin that meet it too; titles)
    ([({"bolnic"}, "")], ["a", "b"]),
    ([({"most", "plata"}, "")], ["a", "b"]),
    ([({"bolnic"}, ""), ({"plata"}, "")], ["b"]),
    ([({"nothing"}, "bol")], ["a", "b"]),
    ([({"nothing"}, "")], []),
    ([({"bol"}, "")], []),
    ([({"2024"}, "")], ["a"]),
    ([], ["a", "b", "c", "d"]),
    # What a question may hold that the index has a meaning of its own for.
    ([({'bolnic" OR "most', "it's", "\\"}, "x'y\\")], ["d"]),
    ([({"NOT"}, "*")], []),
    ([({"&", "|", ":*"}, "")], []),
]


@pytest.mark.parametrize(("words", "titles"), ASKED)
def test_rows_are_found_by_every_word(texts: User, words: list[tuple[set[str], str]], titles: list[str]) -> None:
    assert found(*words) == titles


def test_the_index_follows_what_is_done_to_a_row(texts: User) -> None:
    one = StoredArticle.objects.get(title="a")
    one.keys = " skola "
    one.save()
    assert found(({"most"}, "")) == []
    assert found(({"skola"}, "")) == ["a"]
    StoredArticle.objects.filter(title="b").update(keys=" most ", state="read")
    assert found(({"most"}, "")) == ["b"]
    StoredArticle.objects.filter(title="b").delete()
    assert found(({"most"}, "")) == []
    StoredArticle.objects.create(title="e", keys=" most ", brought_by=texts)
    assert found(({"most"}, "")) == ["e"]


@pytest.mark.parametrize(("index", "model"), [(READINGS, StoredArticle), (CASES, Case), (PROMISES, Promise)])
def test_an_index_outlives_every_migration(desk, index: WordIndex, model: type) -> None:
    """SQLite loses a table's triggers where a later migration makes the table anew: that one has to make them again."""
    assert index.table == model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [index.table])
            assert index.name in {row[0] for row in cursor.fetchall()}
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [index.table])
            assert index.triggers <= {row[0] for row in cursor.fetchall()}
