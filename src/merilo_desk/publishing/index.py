"""The word index of the published checks: FTS5 on SQLite, a text-search vector on PostgreSQL.

Wagtail's own search was measured beside it (docs/explanation/measurements.md) and is used where editors look for pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from merilo_desk.newsroom.word_index import Word, question

# What is asked of: a word that stands in thousands of checks tells the best of them no better than the newest would.
WEIGHED = 500

# The walk stops before the weighing: the rank of a row is made only for those that are left.
SQLITE = """
SELECT number FROM (
  SELECT page.page_ptr_id AS number, page.checked_on AS day, publishing_keys.rank AS weight FROM publishing_keys
  CROSS JOIN publishing_factcheckpage page ON page.page_ptr_id = publishing_keys.rowid
  WHERE publishing_keys MATCH %s AND page.stands AND (%s = '' OR page.spoken = %s)
  ORDER BY publishing_keys.rowid DESC LIMIT %s)
ORDER BY weight, day DESC, number DESC LIMIT %s
"""
POSTGRES = """
SELECT number FROM (
  SELECT page.page_ptr_id AS number, page.checked_on AS day, page.keys_vector AS vector, query
  FROM publishing_factcheckpage page, to_tsquery('simple', %s) query
  WHERE page.keys_vector @@ query AND page.stands AND (%s = '' OR page.spoken = %s)
  ORDER BY page.page_ptr_id DESC LIMIT %s) newest
ORDER BY ts_rank(vector, query, 1) DESC, day DESC, number DESC LIMIT %s
"""


def ranked(words: Sequence[Word], code: str, *, every: bool, most: int) -> list[int]:
    """Return the numbers of the pages that hold every word (or any), best first, in one language ("" for all).

    Where more than `WEIGHED` hold them, the newest of these are weighed.
    """
    asked = question(words, every=every)
    if not asked:
        return []
    with connection.cursor() as cursor:
        sql = POSTGRES if connection.vendor == "postgresql" else SQLITE
        cursor.execute(sql, [asked, code, code, WEIGHED, most])
        return [row[0] for row in cursor.fetchall()]
