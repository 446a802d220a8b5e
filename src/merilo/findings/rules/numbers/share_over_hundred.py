"""More than a hundred percent of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.dealt import Dealt, dealt, listed_alike
from merilo.findings.told.one_whole import of_one_whole
from merilo.findings.wording import marks
from merilo.model import Quantity, Span
from merilo.text.words import Word

NEAR = 6  # words on either side of a share that tell of it
SLIPPED = 130  # a list of shares that makes more than this is hardly of one whole
SHORT = 3  # letters of the little words between a share and its whole
GROWING = frozenset({"growth", "compare", "change"})


@rule("share-over-hundred", severity="warning", doubted=True)
def share_over_hundred(story: Story) -> Iterator[Slip]:
    """The shares of one whole make more than a hundred percent, or one share does alone.

    A list of shares in one sentence is of one whole, and so is one that "the rest" goes on with. So are, in one
    sentence or a few, those for and those against, an estate that was divided, the votes of two rivals, and the answers
    of people who gave one each. Silent about growth, which may well be more than a hundred percent, and where several
    answers were allowed.
    """
    for telling in story.tellings:
        shares = [q for q in telling.quantities if q.unit == "%" and q.high is None]
        for share in shares:
            if share.value > 100 and not telling.marks & GROWING and _of_a_whole(story, telling, share):
                yield Slip((share.span,), {"here": story.said(share.span), "sum": share.value}, confidence=0.85)
    found: list[Sequence[Quantity]] = [[part.share for part in parts] for parts in of_one_whole(story)]
    found += _listed(story)
    told: set[Span] = set()
    for row in found:
        spans = tuple(q.span for q in row)
        if not told & set(spans):
            told |= set(spans)
            here = " + ".join(story.said(span) for span in spans)
            yield Slip(spans, {"here": here, "sum": round(sum(q.value for q in row), 2)}, confidence=0.8)


def _listed(story: Story) -> Iterator[Sequence[Quantity]]:
    for each in dealt(story):
        listed = each.shares
        # A quantity under a bound, or one that counts a part of another ("of these 30% ..."), is no share of the list.
        said = "part" in each.telling.marks or "if" in _marks_near(story, each)
        if said or not (each.closed or all(q.bound == "exact" for q in listed)):
            continue
        if _too_much(story, each):
            yield listed


def _too_much(story: Story, given: Dealt) -> bool:
    """They make more than a hundred: by how much a slip may, the more so the surer they are of one whole."""
    if not 101 < given.sum < 200:
        return False
    if given.closed:
        return True
    if _own_wholes(story, given.telling, given.shares):
        return False
    if _is_division(story, given.telling, given.shares):
        return True
    growing = _marks_near(story, given) & {"growth", "change"}
    return given.sum <= SLIPPED and not growing and listed_alike(given.telling, given.shares)


def _marks_near(story: Story, given: Dealt) -> frozenset[str]:
    """The kinds of words that explain a difference away, among those about the shares."""
    telling = given.telling
    own = [q.span for q in given.shares if telling.span.holds(q.span)]
    near = {w for span in own for w in telling.around(span, NEAR, NEAR)}
    return marks(story.wording, [word for word in telling.words if word in near])


def _of_a_whole(story: Story, telling: Telling, share: Quantity) -> bool:
    after = telling.around(share.span, 0, 5)
    return any(story.wording.signs["whole"].find(after))


def _is_division(story: Story, telling: Telling, listed: Sequence[Quantity]) -> bool:
    """The sentence deals out one whole: votes for and against, those asked and what they said."""
    dealt = {w.entry + str(w.first) for w in story.wording.signs["shared_out"].find(telling.words)}
    both = {"for", "against"} <= {hit.entry for hit in story.wording.counted.find(telling.words)}
    grown = telling.marks & {"growth", "change"} and not both
    if both or (not grown and len(dealt) >= max(2, len(listed) - 1) and len(listed) >= 3):
        return True
    return len(listed) >= 3 and "growth" not in telling.marks and _rest_told(story, telling, listed)


def _rest_told(story: Story, telling: Telling, listed: Sequence[Quantity]) -> bool:
    """One share is of those who are left over: the undecided, those without an opinion, "the rest"."""
    words = story.wording.signs["undecided"]
    for share in listed[1:]:
        behind = telling.around(share.span, 0, 5)
        stop = next((at for at, word in enumerate(behind) if word.text in ",;."), len(behind))
        if any(words.find(behind[:stop])) or any(words.find(telling.around(share.span, 2, 0))):
            return True
    return False


def _own_wholes(story: Story, telling: Telling, listed: Sequence[Quantity]) -> bool:
    """Each share is of a whole of its own: of men, of women, of pensioners."""
    wholes = []
    for share in listed:
        behind = [word for word in telling.around(share.span, 0, 3) if len(word.text) > SHORT]
        if behind and (behind[0].lower in story.wording.given.people or _is_whole(story, behind)):
            wholes.append(story.wording.stem(behind[0].lower))
    return len(set(wholes)) > 1


def _is_whole(story: Story, behind: Sequence[Word]) -> bool:
    return story.wording.signs["whole"].at(behind, 0) is not None
