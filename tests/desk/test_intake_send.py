"""The public form: every kind, every language, and everything that can come in wrong."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from altcha.v1 import Payload, create_challenge, solve_challenge
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from sending import answered, filled, inputs, named, picture, receipt_of, send, text_of

from merilo_desk.intake import earlier, files, form_key, limits, person, receipts
from merilo_desk.intake.models import Attachment, Bucket, HeldFile, SpentChallenge, Submission
from merilo_desk.languages import LANGUAGES
from merilo_desk.ledger.models import Row

KINDS = ["statement", "promise", "correction", "clarification", "comment"]
WORDS = "Unemployment fell to 11 percent last year."


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch, desk: Any) -> None:
    """Nobody types for four seconds here, and the engine is asked only where a test says so."""
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    monkeypatch.setattr(earlier.engine, "matches", lambda texts, *args: [[] for _ in texts])


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_every_form_in_every_language(client: Client, language: str) -> None:
    assert client.get(f"/{language}/send/").status_code == 200
    for kind in KINDS:
        page = send(client, kind, language, quotation=WORDS, message=WORDS)
        words = receipt_of(page).split()
        assert len(words) >= 6
    assert Submission.objects.filter(language=language).count() == len(KINDS)


def test_what_was_typed_is_kept_in_its_own_fields(client: Client) -> None:
    typed = {
        "quotation": WORDS,
        "who": "Ana Anić, minister",
        "when": "5 May",
        "where": "in parliament",
        "link": "https://example.org/a\nhttps://example.org/b",
        "doubtful": "The office of statistics says 14.",
        "matters": "Budgets rest on it.",
        "contact": "ana@example.org",
    }
    send(client, **typed)
    one = Submission.objects.get()
    assert {name: getattr(one, name) for name in typed} == typed
    assert one.kind == "statement"
    assert one.state == "new"
    assert one.received_on == timezone.localdate()
    assert one.cluster is not None


LACKING = [
    # (kind, typed, the field that is told of)
    ("statement", {}, "quotation"),
    ("statement", {"who": "a minister"}, "quotation"),
    ("promise", {"message": "They promised"}, "quotation"),
    ("correction", {"quotation": WORDS}, "message"),
    ("clarification", {}, "message"),
    ("comment", {"contact": "x"}, "message"),
    # And these are enough.
    ("statement", {"link": "https://example.org"}, ""),
    ("promise", {"quotation": WORDS}, ""),
    ("comment", {"message": "Thank you"}, ""),
]


@pytest.mark.parametrize(("kind", "typed", "field"), LACKING)
def test_what_a_form_needs(client: Client, kind: str, typed: dict[str, str], field: str) -> None:
    page = send(client, kind, **typed)
    assert (page.status_code == 422) is bool(field)
    assert Submission.objects.exists() is not bool(field)
    if field:
        assert f'id="id_{field}"' in page.content.decode().split("errorlist")[1]
        assert all(value in text_of(page) for value in typed.values())


def test_a_claim_of_100_000_letters_is_told_beside_it_and_nothing_is_lost(client: Client) -> None:
    claim = ("Буџетот порасна за 4,5 проценти. " * 3200)[:100_000].strip()
    page = send(client, language="mk", quotation=claim, who="министерот")
    assert page.status_code == 422
    assert claim in text_of(page)
    assert 'value="министерот"' in text_of(page)
    assert not Submission.objects.exists()


def test_more_than_a_request_may_hold_is_told_kindly(client: Client) -> None:
    page = send(client, "comment", message="я" * 4_000_000)
    assert page.status_code == 413
    assert "Go back" in text_of(page)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><b>"])
def test_markup_is_text_everywhere(client: Client, evil: str) -> None:
    names = ("quotation", "who", "when", "where", "link", "doubtful", "matters", "contact")
    wrong = client.post("/en/send/statement/", {**dict.fromkeys(names, evil), "key": "x", "leave_empty": evil})
    right = send(client, **dict.fromkeys(names, evil))
    shown = client.post("/en/send/receipt/", {"words": receipt_of(right)})
    for page in (wrong, right, shown):
        assert evil not in page.content.decode()
    assert text_of(shown).count(evil) >= len(names)


def test_marks_that_nobody_sees_are_not_kept(client: Client) -> None:
    send(client, quotation="He paid\x00 \u202e000.05\u202c eu\u200bros", who="A\u200b\nB")
    one = Submission.objects.get()
    assert one.quotation == "He paid 000.05 euros"
    assert one.who == "A B"


def test_letters_that_arrived_broken_are_told(client: Client) -> None:
    body = urlencode({**filled(client), "quotation": "Министерот".encode("cp1251")})
    page = client.generic("POST", "/en/send/statement/", body, "application/x-www-form-urlencoded")
    assert page.status_code == 422
    assert "arrived broken" in text_of(page)


def test_a_form_sent_twice_is_kept_once_under_one_receipt(client: Client) -> None:
    form = filled(client, quotation=WORDS)
    first, second = client.post("/en/send/statement/", form), client.post("/en/send/statement/", form)
    assert receipt_of(first) == receipt_of(second)
    assert "sent already" in text_of(second)
    assert "What you changed" not in text_of(second)
    assert Submission.objects.count() == 1
    changed = client.post("/en/send/statement/", {**form, "quotation": "Something else altogether was said."})
    assert receipt_of(changed) == receipt_of(first)
    assert "What you changed" in text_of(changed)
    assert Submission.objects.get().quotation == WORDS


def test_a_form_left_open_for_days_is_renewed_with_all_in_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = filled(client, quotation=WORDS)
    now = time.time()
    monkeypatch.setattr(form_key.time, "time", lambda: now + 24 * 3600)
    assert receipt_of(client.post("/en/send/statement/", form))
    form = filled(client, quotation=WORDS)
    monkeypatch.setattr(form_key.time, "time", lambda: now + 9 * 24 * 3600)
    page = client.post("/en/send/statement/", form)
    assert page.status_code == 422
    assert WORDS in text_of(page)
    fresh = inputs(page)["key"]
    assert receipt_of(client.post("/en/send/statement/", {**form, "key": fresh, "answer": answered(fresh, "en")}))


@pytest.mark.parametrize("key", ["", "x", "a:b:c", "é" * 50, "WyJhIl0:1:1"])
def test_a_key_that_is_not_ours(client: Client, key: str) -> None:
    page = client.post("/en/send/statement/", {"key": key, "quotation": WORDS, "answer": "7"})
    assert page.status_code == 422
    assert WORDS in text_of(page)


# ── who is no person


def test_the_question_where_no_script_runs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = filled(client, language="mk", quotation=WORDS)
    for answer in ("", "99", "banana"):
        assert client.post("/mk/send/statement/", {**form, "answer": answer}).status_code == 422
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 60)
    assert "faster than people write" in text_of(client.post("/en/send/statement/", form))
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    assert receipt_of(client.post("/mk/send/statement/", form))


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_its_answer_as_a_word(language: str) -> None:
    key = form_key.FormKey(b"\x01\x02" * 8, int(time.time()))
    word = {"en": "Seven", "mk": "СЕДУМ", "sr": "sedam", "sr-latn": "Sedam", "hr": "sedam", "bs": "sedam"} | {
        "sq": "shtate",
        "bg": "седем",
        "ru": "семь",
        "uk": "сім",
    }
    assert person.trouble(key, {"answer": word[language]}, language) is None
    assert person.trouble(key, {"answer": " 7 "}, language) is None
    assert person.trouble(key, {"answer": "8"}, language) is not None
    assert person.trouble(key, {"answer": "77"}, language) is not None


def solution(sealed: str, **other: Any) -> str:
    """Do the sum of a form as its browser would."""
    key = form_key.opened(sealed)
    assert key is not None
    params = {"form": key.digest[:32]} | other
    sum_ = create_challenge(max_number=200, hmac_key="", number=77, params=params, **{"salt": "aa"})
    made = create_challenge(max_number=200, hmac_key=person.settings.SECRET_KEY, number=77, params=params)
    assert sum_.salt != made.salt
    solved = solve_challenge(challenge=made.challenge, salt=made.salt, algorithm="SHA-256", max_number=200, start=0)
    assert solved is not None
    return Payload("SHA-256", made.challenge, solved.number, made.salt, made.signature).to_base64()


def test_a_solved_sum_opens_the_door_once_and_its_own_form_alone(client: Client) -> None:
    form = filled(client, quotation=WORDS) | {"answer": ""}
    other = filled(client, quotation=WORDS) | {"answer": ""}
    altcha = solution(form["key"])
    assert client.post("/en/send/statement/", {**other, "altcha": altcha}).status_code == 422
    assert receipt_of(client.post("/en/send/statement/", {**form, "altcha": altcha}))
    assert SpentChallenge.objects.count() == 1
    key = form_key.opened(form["key"])
    assert key is not None
    assert person.trouble(key, {"altcha": altcha}, "en") is not None, "a sum that was used opens nothing"


@pytest.mark.parametrize("altcha", ["", "e30=", "bm90IGpzb24=", "{}", "x" * 9000, "WzFd"])
def test_a_sum_that_is_none(client: Client, altcha: str) -> None:
    form = filled(client, quotation=WORDS) | {"answer": "", "altcha": altcha}
    assert client.post("/en/send/statement/", form).status_code == 422


def test_a_field_that_only_machines_fill_in(client: Client) -> None:
    page = send(client, quotation=WORDS, leave_empty="https://spam.example")
    assert page.status_code == 422
    assert "has to stay empty" in text_of(page)
    assert not Submission.objects.exists()


def test_the_limit_is_the_desks_and_not_a_persons(client: Client, settings: Any) -> None:
    settings.SEND_PER_HOUR = 2
    for number in range(2):
        assert receipt_of(send(Client(), quotation=f"{WORDS} {number}"))
    page = send(client, quotation=WORDS, who="the minister")
    assert page.status_code == 429
    assert WORDS in text_of(page)
    assert "quarter of an hour" in text_of(page)
    sealed = inputs(page)["key"]
    limits.fill_buckets()
    assert Bucket.objects.get(name="send").tokens < 1, "a minute is not enough"
    for _ in range(30):
        limits.fill_buckets()
    # The form that came back is still good: nobody is asked again.
    assert receipt_of(client.post("/en/send/statement/", {"key": sealed, "quotation": WORDS}))
    for _ in range(500):
        limits.fill_buckets()
    assert Bucket.objects.get(name="send").tokens == 2


def test_a_clock_that_stands_still_closes_the_door_for_a_day_at_most(client: Client, settings: Any) -> None:
    settings.SEND_PER_HOUR = 1
    assert limits.take("send")
    assert not limits.take("send")
    Bucket.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert limits.take("send")


# ── files


def test_files_are_kept_as_they_came_under_a_name_of_ours(client: Client) -> None:
    content = picture().getvalue()
    send(client, files=[picture(name="my house.jpg"), named(b"words", "..\\..\\notes")])
    one, other = Attachment.objects.order_by("pk")
    assert (one.name, one.media_type, one.size) == ("my house.jpg", "image/jpeg", len(content))
    assert one.file.open("rb").read() == content
    assert "house" not in one.file.name
    assert len(one.sha256) == 64
    assert (other.name, other.media_type) == ("notes.txt", "text/plain")
    assert str(storages["private"].location) in one.file.path
    assert not HeldFile.objects.exists()


def test_a_program_named_jpg_is_refused_with_a_sentence_and_the_rest_stays(client: Client) -> None:
    page = send(client, quotation=WORDS, files=[named(b"MZ" + b"\0" * 99, "photo.jpg"), picture(name="real.jpg")])
    assert page.status_code == 422
    assert "“photo.jpg” holds a program" in text_of(page)
    assert "real.jpg" in text_of(page)
    assert WORDS in text_of(page)
    # Sent again, the good one is there without being chosen again.
    assert receipt_of(client.post("/en/send/statement/", {"key": inputs(page)["key"], "quotation": WORDS}))
    assert [each.name for each in Attachment.objects.all()] == ["real.jpg"]


def test_a_file_that_waits_can_be_left_out(client: Client) -> None:
    page = send(client, files=[picture(name="a.jpg")], quotation="x" * 20_000)
    held = HeldFile.objects.get()
    path = held.file.path
    client.post("/en/send/statement/", {"key": inputs(page)["key"], "quotation": WORDS, "drop": str(held.pk)})
    assert not Attachment.objects.exists()
    assert not storages["private"].exists(path)


def test_files_need_not_be_chosen_again_after_a_wrong_answer(client: Client) -> None:
    typed = filled(client, quotation=WORDS, files=[picture(name="a.jpg")])
    page = client.post("/en/send/statement/", typed | {"answer": "one hundred"})
    assert page.status_code == 422
    assert "That is not the answer we expected" in text_of(page)
    assert "a.jpg" in text_of(page)
    assert "choose them again" not in text_of(page)
    again = {"key": inputs(page)["key"], "quotation": WORDS, "answer": typed["answer"]}
    assert receipt_of(client.post("/en/send/statement/", again))
    assert [each.name for each in Attachment.objects.all()] == ["a.jpg"]


UNTRIED = [
    # (what is sent beside the form, why the files are not kept)
    ({"answer": ""}, "nobody has answered"),
    ({"answer": "100", "key": "not a key of ours"}, "the form is not ours"),
]


@pytest.mark.parametrize(("change", "why"), UNTRIED, ids=[why for _, why in UNTRIED])
def test_files_are_not_kept_where_nobody_has_tried(client: Client, change: dict[str, str], why: str) -> None:
    page = client.post("/en/send/statement/", filled(client, quotation=WORDS, files=[picture()]) | change)
    assert "choose them again" in text_of(page)
    assert not HeldFile.objects.exists()


def test_wrong_answers_fill_no_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"quotation": WORDS, "answer": "100"}
    monkeypatch.setattr(files, "WAITING_WHOLES", 0)
    client.post("/en/send/statement/", filled(client) | wrong | {"files": [picture()]})
    assert not HeldFile.objects.exists()
    monkeypatch.undo()
    monkeypatch.setitem(limits.TIMES, "hold", 0)
    client.post("/en/send/statement/", filled(client) | wrong | {"files": [picture()]})
    assert not HeldFile.objects.exists()


FILES = [
    # (name, content, sentence)
    ("empty.txt", b"", "empty"),
    ("broken.png", picture("PNG").getvalue()[:40], "broken"),
    ("page.svg", b"<svg onload='x()'/>", "cannot open safely"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), FILES)
def test_other_files_that_are_told(client: Client, name: str, content: bytes, sentence: str) -> None:
    page = send(client, quotation=WORDS, files=[named(content, name)])
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert name in text_of(page)
    assert not HeldFile.objects.exists()


def test_a_file_beyond_the_limit_is_not_kept_and_the_words_are(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 200_000
    settings.UPLOAD_WHOLE = 500_000
    large = [named(b"%PDF-1.7 " + b"x" * size, f"{size}.pdf") for size in (250_000, 150_000, 150_001, 150_002, 150_003)]
    page = send(client, quotation=WORDS, files=large)
    assert page.status_code == 422
    assert "“250000.pdf” is too large" in text_of(page)
    assert "“150003.pdf” is too large" in text_of(page)
    assert WORDS in text_of(page)
    assert HeldFile.objects.count() == 3


def test_more_than_ten_files(client: Client) -> None:
    page = send(client, quotation=WORDS, files=[named(f"note {at}".encode(), f"{at}.txt") for at in range(12)])
    assert page.status_code == 422
    assert "at most ten files" in text_of(page)
    assert HeldFile.objects.count() == 10


def test_files_of_forms_that_were_never_sent_go(client: Client) -> None:
    send(client, files=[picture()], quotation="x" * 20_000)
    held = HeldFile.objects.get()
    files.let_old_files_go()
    assert HeldFile.objects.exists()
    HeldFile.objects.update(on=timezone.localdate() - timedelta(days=4))
    files.let_old_files_go()
    assert not HeldFile.objects.exists()
    assert not storages["private"].exists(held.file.name)


def test_files_are_handed_to_members_only_and_never_shown(client: Client, signed_in: Any) -> None:
    send(client, files=[named(b"words", "x.txt"), picture(name="снимка.jpg")], quotation=WORDS)
    send(client, files=[named(b"plain words <script>", "x.html")], quotation=WORDS)
    one = Attachment.objects.get(media_type="image/jpeg")
    address = f"/desk/inbox/files/{one.pk}/"
    assert client.get(address).status_code == 302
    assert signed_in("tra", "translator").get(address).status_code == 404
    answer = signed_in("rea", "inbox").post(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    # A text that a browser would take for a page is given the name of a text.
    assert Attachment.objects.filter(name="x.html.txt", media_type="text/plain").exists()


# ── checked already, addresses, rows


class Match:
    """An earlier check as the engine tells it."""

    class fact_check:  # noqa: N801
        claim, rating, url, title = "Unemployment fell to 9 percent.", "False", "https://example.org/check", ""
        publisher, claimant, language, date = "A desk", "", "en", "2026-03-01"

    relation = "differs"
    reasons = ("Another number: here “11”, there “9”.",)


def test_a_claim_that_was_checked_already_is_told_before_sending(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier.engine, "matches", lambda *args: [[Match]])
    page = send(client, quotation=WORDS, who="the minister", files=[picture(name="a.jpg")])
    assert page.status_code == 200
    for words in (
        "We may have checked this already",
        Match.fact_check.claim,
        *Match.reasons,
        "https://example.org/check",
    ):
        assert words in text_of(page)
    assert not Submission.objects.exists()
    carried = inputs(page)
    back = client.post("/en/send/statement/", {**carried, "change": "1"})
    assert back.status_code == 200
    assert "a.jpg" in text_of(back)
    assert "the minister" in text_of(back)
    assert receipt_of(client.post("/en/send/statement/", {**carried, "all-the-same": "1"}))
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("error", [TimeoutError(), RuntimeError("no encoder")])
def test_an_engine_that_does_not_answer_keeps_nobody(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*args: object) -> None:
        raise error

    monkeypatch.setattr(earlier.engine, "matches", fails)
    assert receipt_of(send(client, quotation=WORDS))


def test_a_like_subject_is_no_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Match, "relation", "related")
    monkeypatch.setattr(earlier.engine, "matches", lambda *args: [[Match]])
    assert receipt_of(send(client, quotation=WORDS))


PAGES = [
    # (asked for, filled in)
    ("/mk/checks/budget/", "/mk/checks/budget/"),
    ("http://testserver/mk/checks/budget/", "/mk/checks/budget/"),
    ("https://elsewhere.example/mk/", ""),
    ("//elsewhere.example/mk/", ""),
    ("javascript:alert(1)", ""),
    ("", ""),
]


@pytest.mark.parametrize(("asked", "expected"), PAGES)
def test_a_page_of_ours_is_filled_in(client: Client, asked: str, expected: str) -> None:
    page = client.get("/en/send/correction/", {"page": asked})
    assert page.context["form"].initial["about_page"] == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?kind=correction", "/en/send/correction/"),
        ("?kind=correction&page=/mk/checks/a/", "/en/send/correction/?page=%2Fmk%2Fchecks%2Fa%2F"),
        ("?kind=promise", "/en/send/promise/"),
        ("?kind=gossip", ""),
        ("?page=/mk/checks/a/", ""),
        ("", ""),
    ],
)
def test_who_knows_what_they_want_is_led_to_its_form(client: Client, asked: str, expected: str) -> None:
    page = client.get(f"/en/send/{asked}")
    assert page.get("Location", "") == expected
    assert page.status_code == (302 if expected else 200)


def test_one_row_of_the_ledger_without_a_sender(client: Client) -> None:
    send(client, quotation=WORDS, contact="ana@example.org", files=[picture()])
    row = Row.objects.get()
    assert (row.act, row.by, row.facts) == (
        "public.send-form",
        None,
        {"what": "received", "kind": "statement", "language": "en", "files": 1},
    )


def test_no_such_form(client: Client) -> None:
    assert client.get("/en/send/gossip/").status_code == 404
