"""The desk's words in its languages: `extract` new ones from the code, tell `missing` and `clashes`, `compile` all.

Every room of the desk keeps its own catalogues (`<room>/locale/<language>/LC_MESSAGES/django.po`); templates and static
scripts shared by all keep theirs in `merilo_desk/locale`. Serbian is written in Cyrillic; its Latin is made from that.
Compiled files are not kept in the repository; `make` and the building of a wheel compile them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import cyrtranslit
import polib

DESK = Path(__file__).resolve().parent.parent / "src" / "merilo_desk"
WRITTEN = ("mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk")
PLURALS = {
    "mk": "nplurals=2; plural=(n % 10 == 1 && n % 100 != 11 ? 0 : 1);",
    "sq": "nplurals=2; plural=(n != 1);",
    "bg": "nplurals=2; plural=(n != 1);",
}
SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
# A placeholder or a tag is no word and keeps its letters.
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|https?://\S+|&\w+;")


def rooms() -> list[Path]:
    """Return the folders that have words of their own: each room, and the desk as a whole."""
    return [DESK, *sorted(path.parent for path in DESK.glob("*/apps.py"))]


def catalogue(room: Path, language: str) -> Path:
    """Return where a room keeps its words in a language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted(room: Path) -> polib.POFile:
    """Return every message that a room's code and templates say, by xgettext through Django's own command."""
    import tempfile

    import django
    from django.conf import settings
    from django.core.management import call_command

    if not settings.configured:
        settings.configure(USE_I18N=True, LOCALE_PATHS=[], INSTALLED_APPS=[])
        django.setup()
    import os
    import shutil

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "room"
        inner = {path.name for path in rooms()[1:]} if room == DESK else set()
        shutil.copytree(
            room, copy, ignore=lambda at, names: [n for n in names if n in inner | {"locale", "migrations"}]
        )
        (copy / "locale").mkdir()
        here = Path.cwd()
        os.chdir(copy)
        try:
            call_command("makemessages", locale=["en"], verbosity=0, no_location=True, no_wrap=True)
        finally:
            os.chdir(here)
        made = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
        return polib.pofile(str(made)) if made.exists() else polib.POFile()


def extract() -> None:
    """Bring every catalogue up to date: new messages come in empty, those no longer said go."""
    for room in rooms():
        wanted = extracted(room)
        for language in WRITTEN:
            path = catalogue(room, language)
            old = polib.pofile(str(path)) if path.exists() else polib.POFile()
            known = {(entry.msgctxt, entry.msgid): entry for entry in old}
            new = polib.POFile(wrapwidth=0)
            new.metadata = {
                "Language": language,
                "Content-Type": "text/plain; charset=UTF-8",
                "Content-Transfer-Encoding": "8bit",
                "Plural-Forms": PLURALS.get(language, SLAVIC),
            }
            for entry in sorted(wanted, key=lambda each: (each.msgid, each.msgctxt or "")):
                kept = known.get((entry.msgctxt, entry.msgid))
                fresh = polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural)
                fresh.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                if entry.msgid_plural:
                    count = 2 if language in PLURALS else 3
                    old_forms = kept.msgstr_plural if kept else {}
                    fresh.msgstr_plural = {at: old_forms.get(at, "") for at in range(count)}
                else:
                    fresh.msgstr = kept.msgstr if kept else ""
                new.append(fresh)
            if len(new):
                path.parent.mkdir(parents=True, exist_ok=True)
                new.save(str(path))


def missing() -> list[str]:
    """Return a line for each message that a language lacks, leaves unfinished or says without its placeholders."""
    lines = []
    for room in rooms():
        wanted = extracted(room)
        for language in WRITTEN:
            path = catalogue(room, language)
            has = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
            for entry in wanted:
                found = fault(entry, has.get((entry.msgctxt, entry.msgid)), language)
                if found:
                    lines.append(f"{room.name}/{language}: {found}: {entry.msgid!r}")
    return lines


def fault(wanted: polib.POEntry, said: polib.POEntry | None, language: str) -> str:
    """Return what is wrong with how a language says a message; nothing where all is well."""
    if said is None:
        return "not said"
    if said.fuzzy:
        return "not sure (fuzzy)"
    forms = [said.msgstr_plural[at] for at in sorted(said.msgstr_plural)] if wanted.msgid_plural else [said.msgstr]
    if wanted.msgid_plural and len(forms) != (2 if language in PLURALS else 3):
        return "a plural form left out"
    if not forms or not all(form.strip() for form in forms):
        return "not said"
    kept = placeholders(wanted.msgid_plural or wanted.msgid)
    other = [form for form in forms if placeholders(form) != kept]
    return f"other placeholders in {other[0]!r}" if other else ""


def clashes() -> list[str]:
    """Return a line for each message that rooms say differently in a language: Django knows one of them only.

    Either one word serves both places, or a context tells them apart (`pgettext`, `context "button"`).
    """
    lines = []
    for language in WRITTEN:
        said: dict[tuple[str | None, str], dict[str, list[str]]] = {}
        for room in rooms():
            path = catalogue(room, language)
            for entry in polib.pofile(str(path)) if path.exists() else []:
                words = entry.msgstr or " | ".join(entry.msgstr_plural.values())
                if words.strip(" |"):
                    said.setdefault((entry.msgctxt, entry.msgid), {}).setdefault(words, []).append(room.name)
        for (_, message), ways in sorted(said.items(), key=lambda each: each[0][1]):
            if len(ways) > 1:
                told = "; ".join(f"{words!r} in {', '.join(where)}" for words, where in ways.items())
                lines.append(f"{language}: {message!r}: {told}")
    return lines


def placeholders(text: str) -> Counter[str]:
    """Return the placeholders and tags of a message, each as often as it stands there."""
    return Counter(re.findall(r"%\(\w+\)[sd]|\{\w*\}|</?\w[^>]*>", text))


def latin(text: str) -> str:
    """Return Serbian Cyrillic in Latin, with placeholders and tags as they were."""
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [cyrtranslit.to_latin(text[at : kept.start()], "sr"), kept.group()]
        at = kept.end()
    return "".join([*parts, cyrtranslit.to_latin(text[at:], "sr")])


def compile_all() -> None:
    """Compile every catalogue, and the Latin of the Serbian ones."""
    for room in rooms():
        for language in WRITTEN:
            path = catalogue(room, language)
            if not path.exists():
                continue
            words = polib.pofile(str(path))
            words.save_as_mofile(str(path.with_suffix(".mo")))
            if language == "sr":
                for entry in words:
                    entry.msgstr = latin(entry.msgstr)
                    entry.msgstr_plural = {at: latin(form) for at, form in entry.msgstr_plural.items()}
                other = catalogue(room, "sr_Latn")
                other.parent.mkdir(parents=True, exist_ok=True)
                words.metadata["Language"] = "sr_Latn"
                words.save_as_mofile(str(other.with_suffix(".mo")))


def main() -> int:
    """Do what the command line says."""
    order = sys.argv[1] if len(sys.argv) > 1 else ""
    if order == "extract":
        extract()
    elif order == "missing":
        lines = missing()
        print("\n".join(lines))
        return 1 if lines else 0
    elif order == "clashes":
        lines = clashes()
        print("\n".join(lines))
        return 1 if lines else 0
    elif order == "compile":
        compile_all()
    else:
        print("messages.py extract | missing | clashes | compile", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
