"""The form of a term: how it is written, in which other ways, and what it means, language by language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.languages import BY_CODE
from merilo_desk.newsroom.models import the_desk
from merilo_desk.publishing.glossary_models import Term


class TermForm(forms.Form):
    """Three fields for each language of the desk; a term needs one language at least."""

    shown = forms.BooleanField(label=_("Show it to the public, with the uses chosen for it"), required=False)

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].initial = term.shown
        # What was written in a language that the desk gave up stays.
        codes = [code for code in the_desk().languages if code in BY_CODE]
        self.codes = [*codes, *(code for code in term.names if code in BY_CODE and code not in codes)]
        for code in self.codes:
            tag = BY_CODE[code].tag
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Term"),
                required=False,
                max_length=120,
                initial=term.names.get(code, ""),
                widget=forms.TextInput(attrs={"lang": tag}),
            )
            self.fields[f"ways_{code}"] = forms.CharField(
                label=_("Other ways it is written, one a line"),
                required=False,
                max_length=1000,
                initial="\n".join(term.ways.get(code, [])),
                widget=forms.Textarea(attrs={"rows": 2, "lang": tag}),
            )
            self.fields[f"means_{code}"] = forms.CharField(
                label=_("Neutral explanation"),
                required=False,
                max_length=3000,
                initial=term.meanings.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4, "lang": tag}),
            )

    def by_language(self) -> list[dict[str, Any]]:
        """Return the fields as the page shows them: a group for each language."""
        return [
            {
                "code": code,
                "language": BY_CODE[code],
                "fields": [self[f"{name}_{code}"] for name in ("name", "ways", "means")],
            }
            for code in self.codes
        ]

    def clean(self) -> dict[str, Any]:
        """A term is written in some language, and what is shown is explained in each language it is written in."""
        data = super().clean() or {}
        if not any(data.get(f"name_{code}") for code in self.codes):
            raise forms.ValidationError(_("Write the term in one language at least."))
        for code in self.codes:
            name, means = data.get(f"name_{code}"), data.get(f"means_{code}")
            if (means or data.get(f"ways_{code}")) and not name:
                self.add_error(f"name_{code}", _("Write the term in this language too, or leave all three empty."))
            elif name and not means and data.get("shown"):
                self.add_error(
                    f"means_{code}",
                    _("Readers want the explanation beside the term. Write it, or do not show the term yet."),
                )
        return data

    def values(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        data = self.cleaned_data
        ways = {
            code: [line.strip() for line in data[f"ways_{code}"].splitlines() if line.strip()] for code in self.codes
        }
        return {
            "names": {code: data[f"name_{code}"] for code in self.codes if data[f"name_{code}"]},
            "ways": {code: found for code, found in ways.items() if found},
            "meanings": {code: data[f"means_{code}"] for code in self.codes if data[f"means_{code}"]},
            "shown": data["shown"],
        }
