"""What the engine could not do, said in the language of whoever looks: it gives code and values, the words stand here.

A trouble that is kept (a reading that failed) is kept as code and values, so that every member reads it in theirs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Trouble(Protocol):
    """An error of the engine: its code, the reason within it, and the names and figures of its sentence."""

    code: str
    why: str
    values: Mapping[str, str | int]


Words = str | Promise
COPY = _("Copy the words and paste them instead.")
LOOK = _("Check that it was saved, and that it is the file or page you meant.")
GIVE = _("Bring the article as text, HTML, PDF, DOCX, ODT, VTT or SRT.")
SAVE_AS = _("Save it as DOCX, PDF or plain text and bring that.")
SPLIT = _("Split it into parts, or bring only the text of it.")
AGAIN = _("Fetch or save it again, or open it in the program that made it and save it as PDF or plain text.")
UNLOCK = _("Open it with the password and save it without one.")
PICTURES = _("Bring the text itself, or ask whoever runs this computer to install tesseract with these languages.")
SHARPER = _("Bring a sharper picture, or the text.")
FEWER = _("Bring fewer pages.")
ENCODE = _("Open it in an editor and save it as UTF-8.")
LATER = _("Try again later, or save the page from your browser and bring the file.")
BROWSER = _("Open it in your browser, save it and bring the file.")
ADDRESS = _("Check how the address is written.")
ARCHIVE = _("Check the address, or look for the page in a web archive.")
ONE_BY_ONE = _("Unpack it and bring the files in it one by one.")
AS_PDF = _("If it holds pictures of text, save it as PDF so that they can be read by machine.")
HTML_FILE = _("Write the HTML file instead, open it in a browser and print it to PDF.")
RUNNER = _("Tell whoever runs this computer.")
DOWNLOAD = _("Download it again. If it still does not hold, somebody changed it: keep both copies and ask the desk.")

# By code, or by code and reason: what is wrong, and what to do about it.
SENTENCES: Mapping[str, tuple[Words, Words]] = MappingProxyType(
    {
        "merilo-error": (_("Merilo could not do this."), RUNNER),
        "unreadable": (_("The text could not be found."), COPY),
        "unreadable/cannot-open": (_("The computer could not open the file."), RUNNER),
        "not-found": (_("There is no such file."), LOOK),
        "not-found/no-page": (_("The server has no such page."), ARCHIVE),
        "folder": (_("This is a folder, not a file."), LOOK),
        "no-permission": (_("The desk is not allowed to open this file."), RUNNER),
        "empty": (_("There are no words in it."), LOOK),
        "empty/no-subtitles": (_("None of the subtitles holds words."), LOOK),
        "empty/wordless-page": (_("The page holds no words; it may be put together only in the browser."), BROWSER),
        "empty/wordless-document": (_("There are no words in it."), AS_PDF),
        "binary": (_("This is not text."), GIVE),
        "binary/no-web-page": (_("The server says that this is no page but %(kind)s."), GIVE),
        "binary/archive": (_("This is an archive of files."), ONE_BY_ONE),
        "unsupported-format": (_("Merilo does not open this kind of document."), SAVE_AS),
        "unsupported-format/kind": (_("Merilo does not open documents of the kind %(kind)s."), SAVE_AS),
        "unsupported-format/table-or-slides": (_("This is a table or a set of slides."), SAVE_AS),
        "too-large": (_("It is too large for one article."), SPLIT),
        "too-large/larger": (_("It is larger than %(megabytes)s MB."), SPLIT),
        "too-large/longer": (_("Its text is longer than %(millions)s million letters."), SPLIT),
        "too-large/pages": (_("It has more than %(pages)s pages."), SPLIT),
        "too-large/swells": (_("Unpacked it would be far larger than any article."), SPLIT),
        "damaged": (_("The file is damaged or not complete."), AGAIN),
        "damaged/captions": (_("This is not a whole %(kind)s file."), AGAIN),
        "encrypted": (_("The document is locked with a password."), UNLOCK),
        "scanned": (_("Its pages are pictures, and the words in them could not be read."), PICTURES),
        "scanned/no-languages": (_("Pictures of text cannot be read here in: %(packs)s."), PICTURES),
        "scanned/wordless-picture": (_("No words were found in the picture."), SHARPER),
        "scanned/slow-pictures": (_("Reading its pictures took too long."), FEWER),
        "encoding": (_("Its letters are in no character set that Merilo knows."), ENCODE),
        "network": (_("The server did not answer."), LATER),
        "network/redirects": (_("The page leads on to another one more than %(times)s times."), ADDRESS),
        "network/status": (_("The server answered with an error (status %(status)s)."), LATER),
        "network/packing": (_("What the server sent could not be unpacked."), LATER),
        "network/broke-off": (_("The answer of the server broke off."), LATER),
        "network/slow": (_("The server took too long."), LATER),
        "network/certificate": (
            _("The certificate of the server is not valid, so nobody knows whose page this is."),
            LATER,
        ),
        "network/no-connection": (_("No connection to the server could be made."), LATER),
        "network/no-server": (_("There is no server called %(host)s."), ADDRESS),
        "refused": (_("The server does not hand this page out."), BROWSER),
        "refused/paywall": (_("The page stands behind a paywall."), BROWSER),
        "refused/log-in": (_("One has to log in to see the page."), BROWSER),
        "refused/turned-away": (_("The server turned us away (status %(status)s)."), BROWSER),
        "forbidden-address": (_("Merilo opens only public pages, by http or https."), BROWSER),
        "forbidden-address/no-address": (_("This is no web address."), ADDRESS),
        "forbidden-address/name-in-address": (_("There is a name or a password in the address."), BROWSER),
        "forbidden-address/private": (
            _("%(host)s is inside a private network, and Merilo opens only public pages."),
            BROWSER,
        ),
        "ledger-broken": (_("The ledger does not hold at line %(line)s."), DOWNLOAD),
        "ledger-broken/no-json": (_("Line %(line)s of the ledger is not a line of JSON."), DOWNLOAD),
        "ledger-broken/not-first": (
            _("Line %(line)s of the ledger says that a line stood before it, but it is the first."),
            DOWNLOAD,
        ),
        "ledger-broken/changed": (
            _("Number %(number)s of the ledger is not as it was when number %(next)s was written after it."),
            DOWNLOAD,
        ),
        "ledger-broken/not-the-last": (
            _(
                "Number %(number)s is not the last line whose digest was published: it was changed, or number %(next)s "
                "and what came after it was taken out."
            ),
            DOWNLOAD,
        ),
        "ledger-broken/no-number": (
            _("Number %(expected)s of the ledger should stand at line %(line)s and does not."),
            DOWNLOAD,
        ),
        "ledger-broken/out-of-order": (
            _(
                "Number %(found)s stands at line %(line)s of the ledger, where number %(expected)s should: lines were "
                "taken out or put in another order."
            ),
            DOWNLOAD,
        ),
        "ledger-broken/once-more": (
            _(
                "Number %(found)s stands once more at line %(line)s of the ledger, where number %(expected)s should: a "
                "line was put in or moved."
            ),
            DOWNLOAD,
        ),
        "missing-words": (_("A word list of Merilo is missing."), RUNNER),
        "bad-line": (_("A line of the file could not be read."), AGAIN),
        "encoder-missing": (_("The language model is not on this computer."), RUNNER),
        "encoder-unreadable": (_("The language model on this computer could not be read."), RUNNER),
        "wrong-embedder": (_("A setting of the desk is wrong: MERILO_EMBEDDER."), RUNNER),
        "endpoint-failed": (_("The server of the language model did not answer as it should."), RUNNER),
        "wrong-model": (_("A setting of the desk is wrong: MERILO_LLM."), RUNNER),
        "model-failed": (_("The language model proposed nothing. Your text is as it was."), RUNNER),
        "model-off": (_("No language model is set, so nothing was proposed and nothing was sent anywhere."), RUNNER),
        "no-such-library": (_("There is no such library of fact checks."), RUNNER),
        "bad-library-name": (_("A library of fact checks cannot be called that."), RUNNER),
        "library-busy": (_("Somebody else is writing to the library of fact checks."), _("Try again in a minute.")),
        "unreadable-import": (_("The file could not be imported."), AGAIN),
        "unreadable-facts": (_("The table of known facts could not be read."), RUNNER),
    }
)
# What goes wrong in a job of the desk's own, beside the engine.
OWN: Mapping[str, tuple[Words, Words]] = MappingProxyType(
    {
        "no-promise": (_("No promise was found in it."), _("Add them by hand.")),
        "reading-died": (
            _("Reading this text ended the process that read it, three times."),
            _("Split it into parts and read those."),
        ),
        "no-printer": (
            _("The PDF could not be made, because a part of the system is missing (%(because)s)."),
            _(
                "Ask whoever runs this computer to install the package libpangoft2-1.0-0. Until then write the HTML "
                "file, open it in a browser and print it to PDF."
            ),
        ),
        "language-gone": (_("The desk does not speak this language any more."), _("Choose another one.")),
        "file-not-kept": (
            _("The finished file could not be kept: the disk is full, or the desk may not write to it."),
            RUNNER,
        ),
        "making-died": (_("Making this file ended the process that made it, three times."), HTML_FILE),
        "dossier-mistake": (
            _("Merilo made a mistake of its own on this file (%(kind)s). Please report it."),
            HTML_FILE,
        ),
        "mistake": (
            _("Merilo made a mistake of its own on this text (%(kind)s)."),
            _("Please report it, with the text if you may."),
        ),
    }
)


def kept(trouble: Trouble) -> str:
    """Return a trouble as it is kept: code, reason and values, and no words of any language."""
    return json.dumps({"code": trouble.code, "why": trouble.why, "values": dict(trouble.values)}, ensure_ascii=False)


def noted(code: str, **values: str | int) -> str:
    """Return a trouble of the desk's own as it is kept."""
    return json.dumps({"code": code, "why": "", "values": values}, ensure_ascii=False)


def said(trouble: Trouble | str) -> str:
    """Say a trouble, or one that was kept, in the language in use; words that were kept as words stay as they are."""
    if not isinstance(trouble, str):
        return _said(trouble.code, trouble.why, trouble.values)
    try:
        known = json.loads(trouble)
        return _said(known["code"], known["why"], known["values"])
    except (ValueError, KeyError, TypeError):
        return trouble


def _said(code: str, why: str, values: Mapping[str, Any]) -> str:
    wrong, do = SENTENCES.get(f"{code}/{why}") or SENTENCES.get(code) or OWN.get(code) or SENTENCES["merilo-error"]
    return f"{str(wrong) % values} {do}"
