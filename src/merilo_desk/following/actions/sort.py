"""Sort the alerts: keep one as a repetition, put it aside with a reason, take either back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from merilo_desk.casework.states import PUBLIC
from merilo_desk.following.errors import CheckGone, DayBefore, DayMissing, NoPlace, Sorted, WhyMissing
from merilo_desk.following.models import Alert
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people import actions as people
from merilo_desk.people.models import Actor, Appearance


@transaction.atomic
def keep(
    alert: Alert, *, by: User, speaker: Actor | None, speaker_words: str = "", on: date | None, archived: str = ""
) -> Alert:
    """Keep an alert as a repetition: from now on it stands on the public page of the check.

    Args:
        alert: what is kept.
        by: the editor who keeps it.
        speaker: who said it, where that is sure; only then it is counted for somebody.
        speaker_words: else, as the text names them.
        on: the day on which it was published.
        archived: an archived copy of the place.

    Raises:
        Sorted, CheckGone, DayMissing, DayBefore: as their names say.
    """
    require(by, Act.KEEP_REPEAT)
    alert = _waiting(alert)
    if on is None:
        raise DayMissing
    checked = alert.case.published_at
    same_day = alert.when == Alert.When.BEFORE and on == alert.published_on
    if same_day or (checked is not None and on < timezone.localtime(checked).date()):
        raise DayBefore
    alert.speaker, alert.speaker_words = speaker, "" if speaker else speaker_words.strip()[:200]
    alert.published_on, alert.archived, alert.when = on, archived, Alert.When.AFTER
    if speaker is not None and speaker.pk == alert.feed.actor_id:
        alert.mode = Appearance.Mode.DIRECT
    alert.appearance = _placed(alert, by, after=True)
    _done(alert, Alert.State.KEPT, by)
    record(Act.KEEP_REPEAT, alert, by, did="kept", case=alert.case_id, speaker=speaker.pk if speaker else None)
    return alert


@transaction.atomic
def add_place(alert: Alert, *, by: User) -> Alert:
    """Keep what was said before the check as an earlier place where the statement stands: it repeats no check.

    Raises:
        Sorted, CheckGone, NoPlace: as their names say.
    """
    require(by, Act.KEEP_REPEAT)
    alert = _waiting(alert)
    alert.appearance = _placed(alert, by, after=False)
    if alert.appearance is None:
        raise NoPlace
    _done(alert, Alert.State.KEPT, by)
    record(Act.KEEP_REPEAT, alert, by, did="kept as an earlier place", case=alert.case_id)
    return alert


@transaction.atomic
def put_aside(alert: Alert, *, why: str, by: User) -> Alert:
    """Put an alert aside, and say why.

    Raises:
        Sorted, WhyMissing: as their names say.
    """
    require(by, Act.SORT_REPEAT)
    if why not in Alert.Why.values:
        raise WhyMissing
    alert = _locked(alert)
    if alert.state != Alert.State.WAITING:
        raise Sorted
    alert.why = why
    _done(alert, Alert.State.ASIDE, by)
    record(Act.SORT_REPEAT, alert, by, did="put aside", case=alert.case_id, why=why)
    return alert


@transaction.atomic
def take_back(alert: Alert, *, by: User) -> Alert:
    """Have an alert wait again; what was kept leaves the public page.

    Raises:
        Sorted: it waits already.
    """
    alert = _locked(alert)
    require(by, Act.KEEP_REPEAT if alert.state == Alert.State.KEPT else Act.SORT_REPEAT)
    if alert.state == Alert.State.WAITING:
        raise Sorted
    kept = alert.state == Alert.State.KEPT
    place, alert.appearance, alert.why = alert.appearance, None, ""
    _done(alert, Alert.State.WAITING, by)
    if kept:
        record(Act.KEEP_REPEAT, alert, by, did="taken back", case=alert.case_id)
    else:
        record(Act.SORT_REPEAT, alert, by, did="taken back", case=alert.case_id)
    if place is not None:
        place.delete()
    return alert


def keep_many(alerts: Sequence[Alert], *, by: User) -> tuple[int, list[ValidationError]]:
    """Keep alerts as they were found; return how many were kept, and what was wrong with the others."""

    def kept(each: Alert) -> Alert:
        told = {"speaker": each.speaker, "speaker_words": each.speaker_words}
        return keep(each, by=by, on=each.published_on, archived=each.archived, **told)

    return _each(alerts, kept)


def put_many_aside(alerts: Sequence[Alert], *, why: str, by: User) -> tuple[int, list[ValidationError]]:
    """Put alerts aside for one reason; return how many were, and what was wrong with the others."""
    return _each(alerts, lambda each: put_aside(each, why=why, by=by))


def _each(alerts: Sequence[Alert], act: Callable[[Alert], Alert]) -> tuple[int, list[ValidationError]]:
    done, wrong = 0, []
    for each in alerts:
        try:
            act(each)
            done += 1
        except ValidationError as error:
            wrong.append(error)
    return done, wrong


def _locked(alert: Alert) -> Alert:
    found = Alert.objects.select_related("case__statement", "feed__actor", "appearance", "speaker")
    Alert.objects.select_for_update().get(pk=alert.pk)
    return found.get(pk=alert.pk)


def _waiting(alert: Alert) -> Alert:
    alert = _locked(alert)
    if alert.state != Alert.State.WAITING:
        raise Sorted
    if alert.case.state not in PUBLIC:
        raise CheckGone
    return alert


def _placed(alert: Alert, by: User, *, after: bool) -> Appearance | None:
    """Add the place to the statement that was checked, where there is one."""
    if alert.case.statement is None:
        return None
    details = {
        "outlet": alert.feed.actor,
        "url": alert.url,
        "title": alert.title,
        "published_on": alert.published_on,
        "mode": alert.mode,
        "archived": alert.archived,
        "after_check": after,
    }
    return people.add_appearance(alert.case.statement, by=by, **details)


def _done(alert: Alert, state: Alert.State, by: User) -> None:
    alert.state, alert.by, alert.at = state, by, timezone.now()
    alert.save()
