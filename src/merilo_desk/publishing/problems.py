"""What the validator finds wrong with a page's markup, as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from merilo_desk.engine import Problem

SENTENCES: Mapping[str, str | Promise] = {
    "no-claim": lazy("The claim is missing. Write it in the draft."),
    "claim-long": lazy("The claim is longer than 75 characters for machines."),
    "claim-has-tags": lazy("The claim holds HTML. Write it as plain words."),
    "no-reviewer": lazy("The desk has no name. Give it one under Desk."),
    "no-review-date": lazy("The day of the check is missing."),
    "no-rating": lazy("There is no verdict. Search engines show only checks that have one."),
    "no-rating-name": lazy("The verdict has no word in this language. Write it in the rating scale."),
    "no-rating-number": lazy("The verdict has no number on its scale. That is right for what cannot be rated."),
    "rating-outside-scale": lazy("The verdict's number lies outside its scale. Mend the rating scale."),
    "rating-scale-empty": lazy("The scale's best and worst values are the same. Mend the rating scale."),
    "rating-is-a-sentence": lazy("The verdict is a whole sentence. Machines want a word or two."),
    "rating-in-claim": lazy("The claim holds the verdict's word. Machines read that as a verdict."),
    "no-item": lazy("The statement that was checked is missing. Join it to the case."),
    "no-appearance": lazy("It is not said where the claim appeared. Add the place to the statement."),
    "appearance-is-own-page": lazy(
        "This site itself stands as the place where the claim appeared. Mend the statement."
    ),
    "claimant-is-reviewer": lazy("The desk stands as the one who made the claim. Mend the statement's speaker."),
    "authors-swapped": lazy("The desk stands as the one who made the claim. Mend the statement's speaker."),
    "bad-url": lazy("The site's address is not one that readers can reach. Set MERILO_SITE_URL."),
    "several-claims": lazy("Several claims are marked on one page."),
    "no-media-item": lazy("It is not said where the picture, video or sound appeared. Add the place to the statement."),
    "no-media-context": lazy("The reason is missing, which says what the picture really shows."),
    "no-media-category": lazy("The verdict has no category of MediaReview. Choose one in the rating scale."),
    "unknown-media-category": lazy("The verdict's category is none of MediaReview's. Choose one in the rating scale."),
}


def problem_sentence(problem: Problem) -> str:
    """Return a problem as a sentence in the reader's language."""
    known = SENTENCES.get(problem.code)
    if known is not None:
        return str(known)
    return _("Machines may misread the markup: %(code)s in %(where)s.") % {
        "code": problem.code,
        "where": problem.where or "ClaimReview",
    }
