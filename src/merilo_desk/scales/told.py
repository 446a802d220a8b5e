"""What the ledger says of acts on rating scales."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Thing, tells
from merilo_desk.scales.models import Rating, Scale

E = Act.EDIT_SCALES


def _scale(scale: Scale) -> str:
    return reverse("scales:scale", args=[scale.slug])


def _rating(rating: Rating) -> str:
    return reverse("scales:rating", args=[rating.scale.slug, rating.slug])


tells(
    {
        f"{E}/used": gettext_lazy("took a scale into use"),
        f"{E}/put-aside": gettext_lazy("put a scale aside"),
        f"{E}/added": gettext_lazy("added a scale"),
        f"{E}/reworded": gettext_lazy("changed the words of a scale"),
        f"{E}/brought": gettext_lazy("brought in a scale that Merilo ships"),
        f"{E}/brought-up-to-date": gettext_lazy("brought a shipped scale up to date"),
        f"{E}/value-added": gettext_lazy("added a rating to a scale"),
        f"{E}/value-reworded": gettext_lazy("changed a rating"),
        f"{E}/value-retired": gettext_lazy("retired a rating; its last day is %(last_day)s"),
        f"{E}/value-brought-back": gettext_lazy("brought a retired rating back"),
        f"{E}/removed-value": gettext_lazy("removed a rating that was never given: “%(labels)s”"),
        f"{E}/took-the-place": gettext_lazy("put a new rating in the place of an old one, from %(since)s on"),
    },
    {
        "scales.scale": Thing(gettext_lazy("Rating scale"), _scale),
        "scales.rating": Thing(gettext_lazy("Rating"), _rating, needs=("scale",)),
    },
)
