"""What each kind of request is asked, and how what was typed is told where it cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from merilo_desk.intake.cleaning import cleaned, is_damaged, on_one_line
from merilo_desk.intake.models import Submission

Kind = Submission.Kind
LONG, LINE = 10_000, 300


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its name on the submission, what it is called and explained as, how much fits, how tall it stands."""

    name: str
    label: str | Promise
    help: str | Promise = ""
    rows: int = 0
    longest: int = LINE
    required: str | Promise = ""
    spoken: bool = False


LINK = Asked(
    "link",
    _("Link"),
    _("Where it can be read, heard or seen. Several links: one on each line."),
    rows=2,
    longest=2_000,
)
MATTERS = Asked("matters", _("Why it matters"), _("Whom it touches, and what depends on it."), 3, LONG)
CONTACT = Asked(
    "contact",
    _("How to reach you, only if you want"),
    _("You need not: you read our answer with your receipt. Whoever writes here is no longer anonymous to us."),
    longest=LINE,
)
ABOUT = Asked(
    "about_page",
    _("Which page of ours"),
    _("Its address or its title."),
    longest=500,
)
ASKED: Mapping[str, tuple[Asked, ...]] = {
    Kind.STATEMENT: (
        Asked(
            "quotation",
            _("What was said"),
            _("In the exact words, as far as you have them. One statement at a time."),
            4,
            LONG,
            spoken=True,
        ),
        Asked("who", _("Who said it"), _("Name and office or party.")),
        Asked("when", _("When"), _("The day, or about when."), longest=200),
        Asked("where", _("Where"), _("In parliament, on television, in a post, at a rally …")),
        LINK,
        Asked("doubtful", _("Why it seems doubtful"), _("What you know that speaks against it."), 3, LONG),
        MATTERS,
        CONTACT,
    ),
    Kind.PROMISE: (
        Asked(
            "quotation",
            _("What was promised"),
            _("In the exact words, as far as you have them. One promise at a time."),
            4,
            LONG,
            spoken=True,
        ),
        Asked("who", _("Who promised it"), _("Party, coalition or politician.")),
        Asked("when", _("When"), _("The day, or the election it was made for."), longest=200),
        Asked("where", _("Where"), _("In a programme (which page), at a rally, in an interview …")),
        LINK,
        MATTERS,
        Asked("message", _("What you know of how it stands"), _("What has been done, or not."), 3, LONG),
        CONTACT,
    ),
    Kind.CORRECTION: (
        ABOUT,
        Asked("quotation", _("What is wrong there"), _("Copy the words from our page."), 3, LONG, spoken=True),
        Asked(
            "message",
            _("What is right, and how you know"),
            _("We look at everything twice; a source helps most."),
            5,
            LONG,
            required=_("Write what is right, or at least what is wrong with it."),
        ),
        LINK,
        CONTACT,
    ),
    Kind.CLARIFICATION: (
        ABOUT,
        Asked("quotation", _("What is not clear"), _("Copy the words from our page."), 3, LONG, spoken=True),
        Asked(
            "message",
            _("What you want to know"),
            "",
            5,
            LONG,
            required=_("Write what you want to know."),
        ),
        CONTACT,
    ),
    Kind.COMMENT: (
        Asked("message", _("Your comment"), "", 6, LONG, required=_("Write your comment.")),
        ABOUT,
        LINK,
        CONTACT,
    ),
}
# A request of these kinds needs one of three: the words, a link, or a file that holds them.
WORDS_LINK_OR_FILE = frozenset({Kind.STATEMENT, Kind.PROMISE})


class Words(forms.CharField):
    """A field for words. It never cuts: what is too long is told beside it, and stays."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        widget = forms.Textarea(attrs={"rows": asked.rows}) if asked.rows else forms.TextInput()
        widget.attrs["dir"] = "auto"
        if not asked.rows:
            # Lines are what browsers offer to the next person at the same device. What was typed into a large field
            # they forget by themselves, and with this they would forget it on the way back, too.
            widget.attrs["autocomplete"] = "off"
        if asked.spoken:
            widget.attrs["class"] = "spoken"
        messages = {"required": asked.required} if asked.required else {}
        super().__init__(
            required=bool(asked.required),
            label=asked.label,
            help_text=asked.help,
            widget=widget,
            error_messages=messages,
        )

    def validate(self, value: Any) -> None:
        """Tell what is too long, and what arrived damaged."""
        super().validate(value)
        if len(value) > self.asked.longest:
            raise forms.ValidationError(too_long(len(value), self.asked.longest))
        if is_damaged(value):
            raise forms.ValidationError(
                _("Some letters arrived broken, as �. Look through the text and write those letters again.")
            )


def too_long(has: int, fits: int) -> str:
    """Say by how much a text is too long, and what to do."""
    return ngettext(
        "This is one letter too long (%(fits)s fit). Shorten it, or send the whole as a file; nothing is lost.",
        "This is %(over)s letters too long (%(fits)s fit). Shorten it, or send the whole as a file; nothing is lost.",
        has - fits,
    ) % {"over": has - fits, "fits": fits}


class SendForm(forms.Form):
    """The form of one kind of request."""

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        self.use_required_attribute = False
        for asked in ASKED[self.kind]:
            self.fields[asked.name] = Words(asked)

    @property
    def texts(self) -> dict[str, str]:
        """The words of a valid form, by the submission's own names."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def lacks_a_subject(self, files: int) -> bool:
        """Say whether nothing tells what the request is about; then the form says so too."""
        if self.kind not in WORDS_LINK_OR_FILE or files or self.errors:
            return False
        if self.cleaned_data["quotation"] or self.cleaned_data["link"]:
            return False
        self.add_error("quotation", _("Write the words, or give a link, or add a file in which they stand."))
        return True


def tidied(data: QueryDict) -> QueryDict:
    """Return what was typed without what nobody sees; lines stay lines only where there is room for them."""
    lines = {each.name for rows in ASKED.values() for each in rows if not each.rows}
    tidy = data.copy()
    for name in tidy:
        clean = on_one_line if name in lines else cleaned
        tidy.setlist(name, [clean(value) for value in tidy.getlist(name)])
    return tidy


def page_of_ours(asked_for: str, hosts: set[str]) -> str:
    """Return the address on this site that a link to the form named; "" for one that lies elsewhere."""
    parts = urlsplit(on_one_line(asked_for)[:500])
    if parts.scheme not in {"", "http", "https"} or (parts.netloc and parts.netloc not in hosts):
        return ""
    return parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else ""
