"""A page as the engine's own record of a fact check."""

from __future__ import annotations

from datetime import date

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.wording import said
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.serving import address

# Fewer than 75 is what Google asks for.
LONGEST_CLAIM = 74
LONGEST_RATING = 60


def record_of(page: FactCheckPage, publisher: str = "") -> engine.FactCheck:
    """Return a page's fact check with its whole claim, for the library and the feeds."""
    code = page.locale.language_code
    facts = page.facts
    rating = facts.get("rating") or {}
    numbers = (rating.get("worst"), rating.get("value"), rating.get("best"))
    said_on = (facts.get("statement") or {}).get("said_on")
    return engine.FactCheck(
        id=identifier(page),
        claim=page.claim,
        title=page.title,
        summary=page.reason,
        rating=rating_words(page),
        scale=numbers if None not in numbers else None,  # type: ignore[arg-type]
        claimant=speaker_name(page),
        publisher=publisher or the_desk().called(code),
        url=address(page.path_here),
        language=language(code).profile.split("-")[0],
        claim_date=date.fromisoformat(said_on) if said_on else None,
        review_date=page.checked_on,
    )


def identifier(page: FactCheckPage) -> str:
    """Return the name that a check in one language has in the library, for ever."""
    return engine.identifier(page.case_id, page.locale.language_code)


def rating_words(page: FactCheckPage) -> str:
    """Return the verdict as text: the rating's word, or the editors' own sentence where the desk does not rate."""
    return shortened(verdict_words(page), LONGEST_RATING)


def verdict_words(page: FactCheckPage) -> str:
    """Return the verdict as readers of the page see it, a sentence in its full length."""
    rating = page.facts.get("rating")
    if rating and not rating.get("own_words"):
        return said(rating["labels"], page.locale.language_code) or str(rating["slug"])
    return said(page.facts.get("sentences"), page.locale.language_code) or page.title


def speaker_name(page: FactCheckPage) -> str:
    """Return who said it, in the page's language."""
    speaker = page.facts.get("speaker") or {}
    return said(speaker.get("names"), page.locale.language_code) or speaker.get("name", "")


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0].rstrip(" ,;:–—-") or cut) + "…"
