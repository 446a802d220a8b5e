"""The points of the pre-flight that this room can see: what was claimed, by whom, and how the verdict came about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from merilo_desk import engine
from merilo_desk.casework.actions.review import standing_approval
from merilo_desk.casework.models import Draft
from merilo_desk.casework.preflight import Facts, point
from merilo_desk.casework.seen import PARTS, digest_of, voted_on
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.casework.tongues import main_language
from merilo_desk.casework.verdict_models import Review
from merilo_desk.languages import language
from merilo_desk.newsroom.wording import said

LONGEST_CLAIM = 75
MOST_SENTENCES = 3
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^)\s]*)[^)]*\)")
TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALT = re.compile(r"""\balt\s*=\s*(?:"[^"]*[^"\s][^"]*"|'[^']*[^'\s][^']*'|[^\s"'>]+)""", re.IGNORECASE)


@point("speaker", gettext_lazy("It is said who made the claim."), pane="claim", excusable=True, order=10)
def speaker(facts: Facts) -> Iterator[str]:
    """Somebody is named as the one who made the claim."""
    statement = facts.case.statement
    if statement is None or not (statement.speaker_id or statement.speaker_words.strip()):
        yield _("Nobody is named who made the claim. Say who, or why that is not known.")


@point("claim-date", gettext_lazy("It is said when the claim was made."), pane="claim", excusable=True, order=20)
def claim_date(facts: Facts) -> Iterator[str]:
    """The statement, or a place where it stands, has a day."""
    statement = facts.case.statement
    if statement and statement.said_on:
        return
    if not any(each.published_on for each in facts.appearances):
        yield _("The claim has no day. Say when it was made, or when it was published.")


@point(
    "appearance", gettext_lazy("Readers can find the claim where it was made."), pane="claim", excusable=True, order=30
)
def appearance(facts: Facts) -> Iterator[str]:
    """There is a link to a place where the claim stands."""
    article = facts.case.article
    if not any(each.url for each in facts.appearances) and not (article and article.url):
        yield _("No place where the claim stands has a link. Add one, or say why there is none.")


@point("why-chosen", gettext_lazy("It is said why this was chosen to be checked."), pane="claim", order=40)
def why_chosen(facts: Facts) -> Iterator[str]:
    """The public reads why the desk chose this claim."""
    if not facts.case.why_chosen.strip():
        yield _(
            "It is not said why this was chosen. One sentence is enough: whom it concerns, and what follows from it."
        )


@point("topic", gettext_lazy("The case has a topic."), pane="claim", order=50)
def topic(facts: Facts) -> Iterator[str]:
    """The topic tells whether the claim touches people's welfare."""
    if facts.case.topic_id is None:
        yield _("The case has no topic. It is needed for the yearly count of what touches people's welfare.")


@point(
    "verdict",
    gettext_lazy("The verdict comes from the editors' votes, and enough of them agree."),
    pane="verdict",
    order=210,
)
def verdict(facts: Facts) -> Iterator[str]:
    """The verdict is the outcome of a round in which all have voted."""
    case, held = facts.case, facts.decided_in
    if case.rating is None or held is None:
        yield _("There is no verdict. Let the editors vote, and record what carried.")
        return
    if held.closed_at is None or held.outcome_id != case.rating_id:
        yield _("The verdict is not the one that the votes carried. Record it anew.")
        return
    agree = held.votes.filter(rating=held.outcome_id).count()
    needed = max(held.needed, facts.desk.votes_needed)
    if agree < needed:
        yield ngettext(
            "%(agree)d vote agrees with the verdict, and %(needed)d are needed. Vote again.",
            "%(agree)d votes agree with the verdict, and %(needed)d are needed. Vote again.",
            agree,
        ) % {"agree": agree, "needed": needed}


@point("verdict-fresh", gettext_lazy("The editors voted on the text and the evidence that are published."),
       pane="verdict", excusable=True, order=220)  # fmt: skip
def verdict_fresh(facts: Facts) -> Iterator[str]:
    """Nothing that the verdict rests on has changed since the votes."""
    held = facts.decided_in
    if held is not None and held.digest != digest_of(voted_on(facts.case)):
        yield _(
            "The text or the evidence has changed since the editors voted. Vote again, or say why the verdict stands."
        )


@point("rating-valid", gettext_lazy("The verdict is one that the scale has today."), pane="verdict", order=230)
def rating_valid(facts: Facts) -> Iterator[str]:
    """The value was not retired meanwhile."""
    rating = facts.case.rating
    if rating is not None and not rating.holds_on(timezone.localdate()):
        yield _("The value “%(rating)s” is retired. Vote again on what the scale has today.") % {"rating": rating}


@point(
    "sentence",
    gettext_lazy("Where the desk does not rate, the verdict is a sentence in every language."),
    pane="verdict",
    order=240,
)
def sentence(facts: Facts) -> Iterator[str]:
    """A verdict in own words is written in every language that is published."""
    if facts.case.rating is None or not facts.case.rating.own_words:
        return
    for code in facts.written:
        if code not in facts.case.sentences and not (code == "sr-latn" and "sr" in facts.case.sentences):
            yield _("The verdict's sentence is missing in this language: %(language)s.") % {
                "language": language(code).name
            }


@point(
    "second-person",
    gettext_lazy("Somebody who had no hand in it approved what is published."),
    pane="review",
    order=250,
)
def second_person(facts: Facts) -> Iterator[str]:
    """The last review is an approval of exactly what stands.

    What is out was approved before it went out, and every correction since by a second person of its own.
    """
    if State(facts.case.state) not in PUBLIC and standing_approval(facts.case) is None:
        if facts.case.reviews.filter(decision=Review.Decision.APPROVED).exists():
            yield _("The case has changed since it was approved. Send it to review again.")
        else:
            yield _("Nobody has approved it yet. Send it to review.")


@point("comments", gettext_lazy("Every comment of the review is settled."), pane="review", excusable=True, order=260)
def comments(facts: Facts) -> Iterator[str]:
    """No pinned comment is open."""
    count = facts.case.notes.filter(public=False, resolved_at=None).exclude(anchor="").count()
    if count:
        yield ngettext("%(count)d comment is open. Settle it.", "%(count)d comments are open. Settle them.", count) % {
            "count": count
        }


@point("reason-length", gettext_lazy("The reason is at most three sentences long."), pane="draft", order=310)
def reason_length(facts: Facts) -> Iterator[str]:
    """A reader grasps the verdict before they scroll."""
    for code, draft in facts.written.items():
        count = engine.count_sentences(draft.reason, language(code).profile)
        if count > MOST_SENTENCES:
            yield _("The reason has %(count)d sentences in this language: %(language)s. Three are the most.") % {
                "count": count,
                "language": language(code).name,
            }


@point(
    "title", gettext_lazy("The title does not give the verdict's word away."), pane="draft", excusable=True, order=320
)
def title(facts: Facts) -> Iterator[str]:
    """Machines and feeds show the title beside the verdict."""
    rating = facts.case.rating
    if rating is None or rating.own_words:
        return
    for code, draft in facts.written.items():
        word = said(rating.labels, code)
        if word and re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", draft.title.casefold()):
            yield _("The title holds the verdict's word “%(word)s” in this language: %(language)s.") % {
                "word": word,
                "language": language(code).name,
            }


@point(
    "claim-length", gettext_lazy("The claim is short enough for ClaimReview."), pane="draft", excusable=True, order=330
)
def claim_length(facts: Facts) -> Iterator[str]:
    """Search engines show at most 75 characters of a claim; a longer one is cut between words."""
    for code, draft in facts.written.items():
        claim = facts.case.claim if code == facts.case.language or not draft.claim else draft.claim
        if len(" ".join(claim.split())) > LONGEST_CLAIM:
            yield _(
                "The claim has more than 75 characters in this language: %(language)s. "
                "Machines show a part of it. Check a shorter part, or say why it has to be whole."
            ) % {"language": language(code).name}


@point("pictures", gettext_lazy("Every picture is described for those who do not see it."), pane="draft", order=340)
def pictures(facts: Facts) -> Iterator[str]:
    """Each picture in a text has words in its place."""
    for code, draft in facts.written.items():
        bare = [found["address"] for found in IMAGE.finditer(draft.body) if not found["alt"].strip()]
        bare += [found.group() for found in TAG.finditer(draft.body) if not ALT.search(found.group())]
        if bare:
            yield _("A picture has no description in this language: %(language)s. The first: %(picture)s") % {
                "language": language(code).name,
                "picture": bare[0][:100],
            }


@point(
    "languages",
    gettext_lazy("The text is complete in every language that it goes out in."),
    pane="draft",
    excusable=True,
    order=350,
)
def languages(facts: Facts) -> Iterator[str]:
    """Each language that was chosen for the case, or else of the desk, has every part."""
    for code in facts.languages:
        lacking = lacking_parts(facts.drafts.get(code), own=code == facts.case.language)
        if lacking:
            yield _("This is missing in this language: %(language)s: %(parts)s.") % {
                "language": language(code).name,
                "parts": ", ".join(str(PARTS[part]) for part in lacking),
            }


@point("own-language", gettext_lazy("The text is complete in the claim's own language."), pane="draft", order=345)
def own_language(facts: Facts) -> Iterator[str]:
    """Whatever else is missing, readers of the claim's own language get the whole text."""
    main = main_language(facts.case, facts.desk)
    lacking = lacking_parts(facts.drafts.get(main), own=main == facts.case.language)
    if lacking:
        yield _("This is missing in the main text (%(language)s): %(parts)s.") % {
            "language": language(main).name,
            "parts": ", ".join(str(PARTS[part]) for part in lacking),
        }


def lacking_parts(draft: Draft | None, *, own: bool) -> list[str]:
    """Return the parts that a draft lacks; in the claim's own language its exact words stand for the claim."""
    wanted = [part for part in PARTS if not (own and part == "claim")]
    return [part for part in wanted if not (draft and getattr(draft, part).strip())]
