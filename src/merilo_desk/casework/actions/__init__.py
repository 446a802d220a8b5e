"""Everything that changes a case. One change is one action: permission, change, ledger row."""

from merilo_desk.casework.actions.assign import assign, hold, holder, release
from merilo_desk.casework.actions.draft import save_draft
from merilo_desk.casework.actions.evidence import (
    add_evidence,
    change_evidence,
    order_evidence,
    remove_evidence,
    restore_evidence,
    step_evidence,
)
from merilo_desk.casework.actions.move import move
from merilo_desk.casework.actions.open import open_case
from merilo_desk.casework.actions.plan import attribute, choose_languages, plan, register_speaker, withdraw
from merilo_desk.casework.actions.preflight import state_exception, take_back_exception
from merilo_desk.casework.actions.publish import publish, publish_due, schedule, unschedule
from merilo_desk.casework.actions.reply import answer, ask, log_answer, not_asked, renew_link
from merilo_desk.casework.actions.review import approve, send_back, send_to_review
from merilo_desk.casework.actions.task import add_note, add_task, finish_task, resolve_note
from merilo_desk.casework.actions.vote import break_off, decide, excuse, open_round, vote

__all__ = [
    "add_evidence",
    "add_note",
    "add_task",
    "answer",
    "approve",
    "ask",
    "assign",
    "attribute",
    "break_off",
    "change_evidence",
    "choose_languages",
    "decide",
    "excuse",
    "finish_task",
    "hold",
    "holder",
    "log_answer",
    "move",
    "not_asked",
    "open_case",
    "open_round",
    "order_evidence",
    "plan",
    "publish",
    "publish_due",
    "register_speaker",
    "release",
    "remove_evidence",
    "renew_link",
    "resolve_note",
    "restore_evidence",
    "save_draft",
    "schedule",
    "send_back",
    "send_to_review",
    "state_exception",
    "step_evidence",
    "take_back_exception",
    "unschedule",
    "vote",
    "withdraw",
]
