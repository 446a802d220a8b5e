"""Read JSON that is nearly JSON: unescaped quotation marks, line breaks in strings, commas too many, comments."""

from __future__ import annotations

import msgspec
import regex

WRAPPED = regex.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
# A mark that closes a string is followed by what may follow a string.
CLOSES = regex.compile(r"\s*(?:[,}\]]|:|$)")
NEXT_KEY = regex.compile(r"\s*(?:\"[^\"\n]{1,80}\"\s*:|[{\[\"}\]]|-?\d|true\b|false\b|null\b|$)")
NAKED_COMMA = regex.compile(r",(\s*[}\]])")


def parsed(text: str) -> tuple[object, bool]:
    """Return the value of a JSON text, and whether it had to be mended for that.

    Raises:
        ValueError: no mending that we know makes it JSON.
    """
    try:
        return msgspec.json.decode(text), False
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        pass
    bare = text.encode("utf-8", "replace").decode("utf-8").lstrip("\ufeff")
    for _ in range(2):
        bare = WRAPPED.sub("", bare)
    bare = bare.strip().rstrip(";")
    for mend in (lambda given: given, _mended):
        try:
            return msgspec.json.decode(mend(bare)), True
        except msgspec.DecodeError:
            continue
        except RecursionError:
            break
    raise ValueError("not JSON, and not to be mended")


def _mended(text: str) -> str:
    """Walk once through the text: inside strings escape what must be, outside drop commas that lead nowhere."""
    out: list[str] = []
    plain: list[str] = []
    at, inside = 0, False
    while at < len(text):
        letter = text[at]
        if not inside:
            plain.append(letter)
            inside = letter == '"'
            if inside:
                out.append(NAKED_COMMA.sub(r"\1", "".join(plain)))
                plain = []
        elif letter == "\\":
            out.append(_escape(text, at))
            at += 1
        elif letter == '"':
            inside = not _closes(text, at)
            out.append("\\" if inside else "")
            if inside:
                out.append('"')
            else:
                plain.append('"')
        else:
            out.append(letter if letter >= " " else {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(letter, " "))
        at += 1
    out.append(NAKED_COMMA.sub(r"\1", "".join(plain)))
    return "".join(out)


def _escape(text: str, at: int) -> str:
    after = text[at + 1 : at + 2]
    if after in '"\\/bfnrt' and after:
        return "\\" + after
    if after == "u" and regex.match(r"[0-9a-fA-F]{4}", text[at + 2 : at + 6]):
        return "\\u"
    return "\\\\" + ("" if after in ("", '"') or after < " " else after)


def _closes(text: str, at: int) -> bool:
    """Say whether the mark at `at` ends its string: a comma after it must lead to a new key or value."""
    found = CLOSES.match(text, at + 1)
    if not found:
        return False
    if found.group().strip() == ",":
        return NEXT_KEY.match(text, found.end()) is not None
    return True
