"""Things to do for a case, and remarks about it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.standing import open_for_work, touched
from merilo_desk.casework.errors import Unusable
from merilo_desk.casework.models import Case, Note, Task
from merilo_desk.casework.notices import concerned, tell
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, may, require

TASK_LIMIT = 300
NOTE_LIMIT = 10_000


@transaction.atomic
def add_task(case: Case, by: User, *, text: str, assignee: User | None = None, due: date | None = None) -> Task:
    """Write down something to do, for somebody or for anybody.

    Raises:
        PermissionDenied: the member may not work on cases.
        Unusable: there is nothing to do in it, or too much.
    """
    require(by, Act.WORK_ON_CASE)
    text = " ".join(text.split())
    if not text or len(text) > TASK_LIMIT:
        raise Unusable("text", _("Write down in one sentence what is to be done (at most 300 characters)."))
    task = Task.objects.create(case=case, by=by, text=text, assignee=assignee, due=due)
    record(Act.WORK_ON_CASE, case, by, what="task-added", text=text, to_whom=str(assignee or ""))
    tell(assignee, case, "task", by, text=text)
    return task


@transaction.atomic
def finish_task(task: Task, by: User, done: bool = True) -> Task:
    """Tick a task off, or take the tick back."""
    require(by, Act.WORK_ON_CASE)
    if bool(task.done_at) is done:
        return task
    task.done_at, task.done_by = (timezone.now(), by) if done else (None, None)
    task.save(update_fields=["done_at", "done_by"])
    record(Act.WORK_ON_CASE, task.case, by, what="task-done" if done else "task-reopened", text=task.text)
    return task


@transaction.atomic
def add_note(case: Case, by: User, *, text: str, public: bool = False, anchor: str = "", language: str = "") -> Note:
    """Leave a remark: for the newsroom, or for the page that the public reads.

    Raises:
        PermissionDenied: the member may neither work on cases nor translate; public notes need the former.
        NotOpenForWork: a public note is left on a case in review or further on.
        Unusable: there is nothing in it, or too much.
    """
    require(by, Act.WORK_ON_CASE if public or not may(by, Act.TRANSLATE) else Act.TRANSLATE)
    text = text.strip()
    if not text or len(text) > NOTE_LIMIT:
        raise Unusable("text", _("A note has between one and 10,000 characters."))
    if public:
        open_for_work(case)
        touched(case)
    note = Note.objects.create(case=case, by=by, text=text, public=public, anchor=anchor[:300], language=language)
    record(Act.WORK_ON_CASE, case, by, what="note-public" if public else "note", text=text[:200])
    tell(concerned(case), case, "note", by, text=text[:200])
    return note


@transaction.atomic
def resolve_note(note: Note, by: User, done: bool = True) -> Note:
    """Say that a note is dealt with, or that it is not; a public note that is dealt with leaves the page."""
    require(by, Act.WORK_ON_CASE if note.public or not may(by, Act.TRANSLATE) else Act.TRANSLATE)
    if bool(note.resolved_at) is done:
        return note
    if note.public:
        open_for_work(note.case)
        touched(note.case)
    note.resolved_at, note.resolved_by = (timezone.now(), by) if done else (None, None)
    note.save(update_fields=["resolved_at", "resolved_by"])
    record(Act.WORK_ON_CASE, note.case, by, what="note-resolved" if done else "note-reopened", text=note.text[:200])
    return note
