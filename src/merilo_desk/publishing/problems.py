"""What the validator finds wrong with a page's markup, as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from merilo_desk.engine import Problem

SENTENCES: Mapping[str, str | Promise] = {
    "no-claim": _("The claim is missing. Write it in the draft."),
    "claim-long": _("The claim is longer than 74 characters for machines."),
    "claim-has-tags": _("The claim holds HTML. Write it as plain words."),
    "no-reviewer": _("The desk has no name. Give it one under Desk."),
    "no-review-date": _("The day of the check is missing."),
    "no-rating": _("There is no verdict. Search engines show only checks that have one."),
    "no-rating-name": _("The verdict has no word in this language. Write it in the rating scale."),
    "no-rating-number": _("The verdict has no number on its scale. That is right for what cannot be rated."),
    "rating-outside-scale": _("The verdict's number lies outside its scale. Mend the rating scale."),
    "rating-scale-empty": _("The scale's best and worst values are the same. Mend the rating scale."),
    "rating-is-a-sentence": _("The verdict is a whole sentence. Machines want a word or two."),
    "rating-in-claim": _("The claim holds the verdict's word. Machines read that as a verdict."),
    "rating-word-in-claim": _("The claim holds the verdict's word. Machines read that as a verdict."),
    "claim-after-review": _("The statement is dated after the check. Mend the day on which it was said."),
    "claimant-unknown": _("The one who made the claim bears a word for nobody. Mend the statement's speaker."),
    "no-item": _("The statement that was checked is missing. Join it to the case."),
    "no-appearance": _("It is not said where the claim appeared. Add the place to the statement."),
    "appearance-is-own-page": _("This site itself stands as the place where the claim appeared. Mend the statement."),
    "claimant-is-reviewer": _("The desk stands as the one who made the claim. Mend the statement's speaker."),
    "authors-swapped": _("The desk stands as the one who made the claim. Mend the statement's speaker."),
    "bad-url": _("The site's address is not one that readers can reach. Set MERILO_SITE_URL."),
    "several-claims": _("Several claims are marked on one page."),
    "no-media-item": _("It is not said where the picture, video or sound appeared. Add the place to the statement."),
    "no-media-context": _("The reason is missing, which says what the picture really shows."),
    "no-media-category": _("The verdict has no category of MediaReview. Choose one in the rating scale."),
    "unknown-media-category": _("The verdict's category is none of MediaReview's. Choose one in the rating scale."),
}


def problem_sentence(problem: Problem) -> str:
    """Return a problem as a sentence in the reader's language."""
    known = SENTENCES.get(problem.code)
    if known is not None:
        return str(known)
    return gettext("Machines may misread the markup: %(code)s in %(where)s.") % {
        "code": problem.code,
        "where": problem.where or "ClaimReview",
    }
