"""Read a programme in a job and offer the promises in it as drafts."""

from __future__ import annotations

from django.db import transaction

from merilo_desk import engine
from merilo_desk.jobs import job
from merilo_desk.newsroom.troubles import kept, noted
from merilo_desk.promises.models import Programme, Promise
from merilo_desk.promises.slugs import slug_for


@job
def find_promises(programme_id: int) -> None:
    """Find the promises of a programme; run again, it offers only what was not found before."""
    programme = Programme.objects.filter(pk=programme_id).select_related("party", "government").first()
    if programme is None or programme.state == "read":
        return
    try:
        article = _article(programme)
    except engine.MeriloError as trouble:
        Programme.objects.filter(pk=programme_id).update(state="failed", trouble=kept(trouble))
        return
    points = engine.points_of(article, programme.government.since if programme.government else None)
    with transaction.atomic():
        known = set(programme.promises.values_list("words", flat=True))
        for point in points:
            if point.words in known:
                continue
            known.add(point.words)
            Promise.objects.create(
                slug=slug_for(point.words, Promise),
                state=Promise.State.DRAFT,
                words=point.words,
                language=programme.language,
                programme=programme,
                page=str(point.page or ""),
                start=point.start,
                end=point.end,
                promiser=programme.party,
                government=programme.government,
                body=point.body[:200],
                baseline=point.baseline,
                target=point.measure,
                unit=point.unit[:40],
                deadline=point.deadline,
            )
        programme.text, programme.state = article.text, "read"
        programme.trouble = "" if points else noted("no-promise")
        programme.save(update_fields=["text", "state", "trouble"])


def _article(programme: Programme) -> engine.Article:
    language = programme.language.split("-")[0]
    if programme.file:
        with programme.file.open("rb") as file:
            return engine.article_from_bytes(
                file.read(), programme.file.name.rsplit("/", 1)[-1], language=language, published=programme.published
            )
    if programme.text:
        return engine.article_of(programme.text, language=language, published=programme.published)
    return engine.read(programme.url, language=language, published=programme.published)
