"""What the engine is asked about a submission that has come in: by the clock, so that no sender waits for it.

No job is made for it: the queue notes the second in which a job was put in, and with it when somebody sent something.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from merilo_desk.engine.triage import checked_before, worth_of
from merilo_desk.intake.clustering import found_for, join
from merilo_desk.intake.finding import keep_keys
from merilo_desk.intake.meanings import near_words
from merilo_desk.intake.models import Deed, Likeness, LinkKey, Meaning, SearchKey, Submission
from merilo_desk.intake.standing import GONE, OPEN
from merilo_desk.jobs import by_the_clock
from merilo_desk.languages import language
from merilo_desk.newsroom.models import User, the_desk

# Of a long message this much is judged and compared: what it asks stands at its beginning.
LONGEST = 4_000
CHECKED = frozenset({"same", "differs"})
AT_ONCE = 50
log = logging.getLogger("merilo_desk.intake")


def look(pk: int) -> None:
    """Find out how much a submission wants checking, what was checked before, and who asks the same."""
    submission = Submission.objects.select_related("cluster").filter(pk=pk).first()
    if submission is None or submission.state in GONE:
        return
    keep_keys(submission)
    text, code = submission.text[:LONGEST], language(submission.language).profile.split("-")[0]
    speaking = _spoken()
    judged = worth_of(text, code, sorted(speaking.values())) if text.strip() else None
    matches = checked_before(text, code, sorted(speaking.values()))
    for match in matches:
        match["reasons"] = {desk: match["reasons"][profile] for desk, profile in speaking.items()}
    Submission.objects.filter(pk=pk).update(
        worth=judged.score if judged else None,
        worth_reasons={desk: judged.reasons[profile] for desk, profile in speaking.items()} if judged else {},
        matches=matches,
        matched=any(match["relation"] in CHECKED for match in matches),
    )
    join(submission, found_for(submission))
    Submission.objects.filter(pk=pk).update(looked=True)


def _spoken() -> dict[str, str]:
    """Return the languages that somebody here reads, with the engine's names for them."""
    codes = {*the_desk().languages, *User.objects.values_list("language", flat=True).distinct()}
    return {code: language(code).profile for code in sorted(codes)}


@by_the_clock
def look_at_new() -> None:
    """Look at what has come in since; what fails is tried again the next minute, and keeps nothing else waiting."""
    new = Submission.objects.filter(looked=False).exclude(state__in=GONE).order_by("pk")
    for pk in new.values_list("pk", flat=True)[:AT_ONCE]:
        try:
            look(pk)
        except Exception:
            log.exception("a submission could not be looked at")


def look_again(claims: Iterable[tuple[str, str]]) -> int:
    """Have those looked at once more that may ask about claims (words, language), of which a check came or went.

    Returns how many will be. What is done with keeps what it was told.
    """
    near = {pk for words, code in claims for pk in near_words(words, code)}
    return Submission.objects.filter(pk__in=near, state__in=OPEN).update(looked=False)


def forget(sender: Any, submission: Submission, **kwargs: Any) -> None:
    """Forget everything that was made of the words of a submission which its sender took back."""
    for made in (SearchKey, LinkKey, Meaning, Likeness):
        made.objects.filter(submission=submission).delete()
    Likeness.objects.filter(other=submission).delete()
    submission.notes.all().delete()
    # What an act could be taken back to is words too.
    for deed in Deed.objects.filter(before__submissions__has_key=str(submission.pk)):
        del deed.before["submissions"][str(submission.pk)]
        deed.save(update_fields=["before"])
    Submission.objects.filter(pk=submission.pk).update(worth=None, worth_reasons={}, matches=[], matched=False)
    cluster = submission.cluster
    if cluster is not None:
        rest = cluster.submissions.exclude(state__in=GONE).order_by("pk").first()
        cluster.title = str(rest)[:300] if rest else ""
        cluster.save(update_fields=["title"])
