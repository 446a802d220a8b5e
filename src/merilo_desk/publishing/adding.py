"""Add a language to a check that is out: written, seen by a second person, put out beside the others."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from merilo_desk.casework.difference import PARTS
from merilo_desk.casework.models import Case, Draft
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.languages import BY_CODE
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.publishing import errors, markup
from merilo_desk.publishing.making import TEXTS, add_page
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.points import OF_THE_SITE
from merilo_desk.publishing.problems import problem_sentence
from merilo_desk.publishing.receivers import spread
from merilo_desk.publishing.version_models import AddedVersion

NEEDED = ("title", "claim", "reason", "body")


def lacking(case: Case) -> list[str]:
    """Return the languages of the desk in which a check that is out can still be written."""
    there = {page.locale.language_code: page for page in case.pages.select_related("locale")}
    return [code for code in the_desk().languages if code in BY_CODE and code not in there]


@transaction.atomic
def save_version(case: Case, language: str, *, texts: Mapping[str, str], began_from: int, by: User) -> AddedVersion:
    """Save a language version that is to join a published check.

    Raises:
        PermissionDenied: the member may not translate.
        NotOut, LanguageTaken, VersionChanged.
    """
    require(by, Act.TRANSLATE)
    _must_be_out(case)
    if case.pages.filter(locale__language_code=language).exists():
        raise errors.LanguageTaken
    if language not in lacking(case):
        raise errors.NotOut
    found, made = AddedVersion.objects.select_for_update().get_or_create(
        case=case, language=language, defaults={"by": by}
    )
    if not made and found.version != began_from:
        raise errors.VersionChanged
    for name in TEXTS:
        setattr(found, name, texts.get(name, "").replace("\r\n", "\n").strip())
    # What was changed is looked at anew.
    found.version, found.by, found.sent_at, found.approved_by = found.version + 1, by, None, None
    found.save()
    found.writers.add(by)
    record(Act.TRANSLATE, case, by, what="version-saved", language=language, version=found.version)
    return found


@transaction.atomic
def send_version(version: AddedVersion, *, by: User) -> AddedVersion:
    """Send a language version to the second pair of eyes.

    Raises:
        PermissionDenied: the member may not translate.
        NotOut, VersionUnfinished.
    """
    require(by, Act.TRANSLATE)
    _must_be_out(version.case)
    if missing := [str(PARTS[name]) for name in NEEDED if not getattr(version, name)]:
        raise errors.VersionUnfinished(", ".join(missing))
    version.sent_at, version.comment = timezone.now(), ""
    version.save(update_fields=["sent_at", "comment"])
    record(Act.SEND_TO_REVIEW, version.case, by, what="version-sent", language=version.language)
    return version


@transaction.atomic
def return_version(version: AddedVersion, *, comment: str, by: User) -> AddedVersion:
    """Send a language version back with what should change.

    Raises:
        PermissionDenied: the member may not review.
        SendBackNeedsWords: there is no comment.
    """
    require(by, Act.REVIEW)
    if not comment.strip():
        raise errors.SendBackNeedsWords
    version.comment, version.sent_at = comment.strip()[:10_000], None
    version.save(update_fields=["comment", "sent_at"])
    record(Act.REVIEW, version.case, by, what="version-back", language=version.language)
    return version


@transaction.atomic
def publish_version(version: AddedVersion, *, seen: int, by: User) -> list[FactCheckPage]:
    """Approve a language version as it was seen, and put it out; what is out already stays as it is.

    Raises:
        PermissionDenied: the member may not review or publish.
        OwnVersion: the member wrote some of it.
        VersionChanged: it has been saved since the member looked at it.
        NotOut, LanguageTaken, VersionUnfinished.
        ValidationError: machines could not read the page.
    """
    require(by, Act.REVIEW)
    require(by, Act.PUBLISH)
    version = AddedVersion.objects.select_for_update().get(pk=version.pk)
    case = Case.objects.select_for_update().get(pk=version.case_id)
    _must_be_out(case)
    if case.pages.filter(locale__language_code=version.language).exists():
        raise errors.LanguageTaken
    if version.version != seen or version.stage != "sent":
        raise errors.VersionChanged
    if version.by_id == by.pk or version.writers.filter(pk=by.pk).exists():
        raise errors.OwnVersion
    version.approved_by, version.published_at = by, timezone.now()
    version.save(update_fields=["approved_by", "published_at"])
    _into_the_case(version)
    pages = add_page(case, version.language, by=by, wrote=version.by.name, approved=by.name)
    for page in pages:
        for each in markup.problems(page):
            if each.severity == "error" and each.code not in OF_THE_SITE:
                raise ValidationError(problem_sentence(each))
    record(Act.PUBLISH, case, by, what="version-added", language=version.language)
    transaction.on_commit(lambda: spread.enqueue(case.pk, by.pk))
    return pages


def _into_the_case(version: AddedVersion) -> None:
    """Keep the text among the case's own, so that a correction finds it there."""
    draft, _made = Draft.objects.get_or_create(case=version.case, language=version.language)
    texts = {name: getattr(version, name) for name in TEXTS}
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.version, draft.saved_by = draft.version + 1, version.by
    draft.save()
    draft.versions.create(version=draft.version, texts=texts, by=version.by)


def _must_be_out(case: Case) -> None:
    state = Case.objects.values_list("state", flat=True).get(pk=case.pk)
    if State(state) not in PUBLIC or not case.pages.exists():
        raise errors.NotOut
