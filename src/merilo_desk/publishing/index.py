"""The word index of the published checks: FTS5 on SQLite, a text-search vector on PostgreSQL.

Wagtail's own search was measured beside it (docs/explanation/measurements.md) and is used where editors look for pages.
"""

from __future__ import annotations

import regex
from django.db import connection

KEY = regex.compile(r"[^\p{L}\p{N}]+")

SQLITE = """
SELECT page.page_ptr_id FROM publishing_keys
JOIN publishing_factcheckpage page ON page.page_ptr_id = publishing_keys.rowid
JOIN wagtailcore_page base ON base.id = page.page_ptr_id
JOIN wagtailcore_locale locale ON locale.id = base.locale_id
WHERE publishing_keys MATCH %s AND base.live AND page.withdrawn_on IS NULL AND (%s = '' OR locale.language_code = %s)
ORDER BY publishing_keys.rank, page.checked_on DESC, page.page_ptr_id DESC LIMIT %s
"""
POSTGRES = """
SELECT page.page_ptr_id FROM publishing_factcheckpage page
JOIN wagtailcore_page base ON base.id = page.page_ptr_id
JOIN wagtailcore_locale locale ON locale.id = base.locale_id,
to_tsquery('simple', %s) query
WHERE to_tsvector('simple', page.keys) @@ query AND base.live AND page.withdrawn_on IS NULL
AND (%s = '' OR locale.language_code = %s)
ORDER BY ts_rank(to_tsvector('simple', page.keys), query, 1) DESC, page.checked_on DESC, page.page_ptr_id DESC LIMIT %s
"""


def ranked(keys: list[str], code: str, *, every: bool, most: int) -> list[int]:
    """Return the numbers of the pages that hold every key (or any), best first, in one language ("" for all)."""
    plain = [key for each in keys if (key := KEY.sub("", each))]
    if not plain:
        return []
    if connection.vendor == "postgresql":
        query, sql = (" & " if every else " | ").join(plain), POSTGRES
    else:
        query, sql = (" AND " if every else " OR ").join(f'"{key}"' for key in plain), SQLITE
    with connection.cursor() as cursor:
        cursor.execute(sql, [query, code, code, most])
        return [row[0] for row in cursor.fetchall()]
