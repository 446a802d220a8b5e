"""The job that reads a text, and the clock that picks up what a dying process left."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.jobs import by_the_clock, job, later
from merilo_desk.languages import code_of, language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.troubles import kept, noted
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.models import ReportWords, StoredArticle
from merilo_desk.readingroom.texts import digest, opened, same_text, storable
from merilo_desk.readingroom.utterances import keep_utterances

log = logging.getLogger("merilo_desk.readingroom")
State = StoredArticle.State
# A job says every second that it lives; one silent for so long is dead.
SILENT = timedelta(minutes=2)
# One that waits for so long was lost on its way to the queue.
LOST = timedelta(minutes=15)
# A text that ended so many processes is not tried again by itself.
MOST_TRIES = 3
# So many letters of a text are found by their words.
SEARCHED = 30_000


@job
def read_article(pk: int, turn: int) -> None:
    """Read a text; a job whose turn is over, or that another is at already, does nothing."""
    ours = StoredArticle.objects.filter(pk=pk, turn=turn)
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.READING, seen_at__lt=now - SILENT)
    if not ours.filter(free).update(state=State.READING, seen_at=now, stage="open"):
        return

    def watch(stage: str) -> bool:
        return bool(ours.filter(state=State.READING).update(seen_at=timezone.now(), stage=stage))

    article = ours.select_related("brought_by").first()
    if article is None:
        return
    try:
        text = opened(article)
        text = replace(text, text=storable(text.text), title=storable(text.title), site=text.site or _host(article.url))
        known = same_text(digest(text.text), before=article.pk)
        if known:
            ours.update(state=State.READ, same_as=known, seen_at=None, stage="")
            return
        made = engine.read_through(text, _profiles(article), watch)
    except engine.Stopped:
        return
    except engine.MeriloError as error:
        _fail(article, kept(error))
    except Exception as error:
        log.exception("reading %s went wrong", pk)
        _fail(article, noted("mistake", kind=type(error).__name__))
    else:
        _keep(article, text, made)


def _profiles(article: StoredArticle) -> list[str]:
    codes = [article.brought_by.language, *the_desk().languages, "en"]
    return list(dict.fromkeys(language(code).profile for code in codes))


def _fail(article: StoredArticle, because: str) -> None:
    """Say what went wrong; a text that was read before keeps its report."""
    state = State.READ if article.report else State.FAILED
    StoredArticle.objects.filter(pk=article.pk, turn=article.turn, state=State.READING).update(
        state=state, trouble=because[:2000], seen_at=None, stage=""
    )


@transaction.atomic
def _keep(article: StoredArticle, text: engine.Article, made: engine.Read) -> None:
    """Put a finished report in the place of the one before, unless the reading was stopped meanwhile."""
    kept = StoredArticle.objects.select_for_update().filter(pk=article.pk, turn=article.turn, state=State.READING)
    if not kept.exists():
        return
    found = engine.shown_in(made.report, None)
    code = code_of(text.language, text.script)
    article.state = State.READ
    article.text, article.sha256 = text.text, digest(text.text)
    article.title = (article.told_title or text.title or _first_line(text.text))[:500]
    article.language = "" if code == "other" else code
    article.published = text.published
    article.site = text.site[:200]
    article.outlet = article.outlet or _outlet(article.url)
    article.report = made.report
    article.summary = engine.Digest(found, "en").counts
    article.keys = _keys(article, text)
    article.engine = found.engine.version[:40]
    article.trouble = article.stage = ""
    article.seen_at, article.read_at = None, timezone.now()
    article.save()
    article.words.all().delete()
    ReportWords.objects.bulk_create(
        ReportWords(article=article, language=profile, words=words) for profile, words in made.words.items()
    )
    keep_utterances(article, found)


def _first_line(text: str) -> str:
    line = " ".join(text.strip().partition("\n")[0].split())
    return line if len(line) <= 120 else line[:120].rpartition(" ")[0] + " …"


def _keys(article: StoredArticle, text: engine.Article) -> str:
    words = " ".join([article.title, article.site, *text.byline, text.text[:SEARCHED]])
    return f" {' '.join(sorted(engine.keys_kept(words, text.language)))} "


def _outlet(url: str) -> Actor | None:
    """Return the outlet of the register whose site an address lies on."""
    host = _host(url)
    return Actor.objects.filter(kind=Actor.Kind.OUTLET, site=host, merged_into=None).first() if host else None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@by_the_clock
def pick_up() -> None:
    """Have read again what a process was at when it died, and what waits for longer than anything should."""
    now = timezone.now()
    dead = Q(state=State.READING, seen_at__lt=now - SILENT)
    lost = Q(state=State.WAITING, seen_at=None, brought_at__lt=now - LOST) | Q(
        state=State.WAITING, seen_at__lt=now - LOST
    )
    for article in StoredArticle.objects.filter(dead | lost).defer("report", "text"):
        with transaction.atomic():
            _pick_up(article)


def _pick_up(article: StoredArticle) -> None:
    ours = StoredArticle.objects.filter(pk=article.pk, turn=article.turn, state=article.state)
    died = article.state == State.READING
    if died and article.tries + 1 >= MOST_TRIES:
        state = State.READ if article.read_at else State.FAILED
        ours.update(state=state, trouble=noted("reading-died"), seen_at=None, stage="")
        return
    fresh = {"state": State.WAITING, "turn": article.turn + 1, "seen_at": timezone.now(), "tries": article.tries + died}
    if ours.update(**fresh):
        later(read_article, article.pk, article.turn + 1)
