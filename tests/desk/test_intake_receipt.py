"""Coming back with a receipt: what is understood, what is shown, what may be done."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import cyrtranslit
import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.test import Client
from sending import filled, inputs, named, opened, picture, receipt_of, send, text_of

from merilo_desk.intake import earlier, form_key, person, receipt_views, receipts, signals
from merilo_desk.intake.actions.answer import answer, answer_all, ask
from merilo_desk.intake.actions.receive import receive
from merilo_desk.intake.errors import AlreadyWithdrawn, NothingSaid
from merilo_desk.intake.models import Attachment, Message, Submission
from merilo_desk.intake.standing import stand
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User

WORDS = "Одделот има 40 кревети."
COST = dict(receipts.SCRYPT)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch, desk: Any) -> None:
    """Nobody types for four seconds here, and the engine is not asked."""
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    monkeypatch.setattr(earlier.engine, "matches", lambda texts, *args: [[] for _ in texts])


@pytest.fixture
def receipt(client: Client) -> str:
    """A receipt of a Macedonian statement."""
    return receipt_of(send(client, language="mk", quotation=WORDS))


@pytest.fixture
def ana(member: Any) -> User:
    """An editor."""
    return member("ana", "editor")  # type: ignore[no-any-return]


def test_the_words_alone_find_it_however_they_are_typed(client: Client, receipt: str) -> None:
    words = receipt.split()
    typed = [
        receipt.upper(),
        "-".join(words),
        cyrtranslit.to_latin(receipt, "mk"),
        "\n".join(f"{at}. {word}" for at, word in enumerate(words, 1)),
        " ".join([words[0][:-1] + "ж", *words[1:]]),
        " ".join([*words[:-1], words[-1] + words[-1][-1] + "п"]),
    ]
    for each in typed:
        assert WORDS in text_of(opened(client, each, "mk")), each
    # On the page of another language too.
    assert WORDS in text_of(opened(client, receipt, "en"))


def test_other_words_find_nothing_and_stay(client: Client, receipt: str) -> None:
    words = receipt.split()
    wrong = [" ".join(reversed(words)), " ".join(words[:-1]), "лозинка", "  ", "x" * 5000, "\x00", " ".join(words * 2)]
    for each in wrong:
        page = opened(client, each, "mk")
        assert page.status_code == 422, each
        assert WORDS not in text_of(page)
    assert "лозинка" in text_of(opened(client, "лозинка", "mk"))


def test_a_receipt_has_64_bits_and_does_not_repeat() -> None:
    made = {receipts.made_of(number.to_bytes(16, "big"), "en") for number in range(300)}
    assert len(made) == 300
    counted = [word for each in made for word in each.split()]
    assert max(counted.count(word) for word in set(counted)) < 15


def test_only_a_slow_keyed_digest_is_kept(client: Client, receipt: str) -> None:
    one = Submission.objects.get()
    row = " ".join(str(value) for value in Submission.objects.values().get().values())
    assert not [word for word in receipt.split() if f" {word} " in row]
    for plain in (receipt, f"mk:{receipt}"):
        assert hashlib.sha256(plain.encode()).hexdigest() != one.receipt
        assert hmac.new(b"", plain.encode(), "sha256").hexdigest() != one.receipt
    assert COST["n"] * COST["r"] * 128 >= 32 * 2**20, "a guess takes 32 MB"


def test_another_secret_finds_nothing(client: Client, receipt: str, settings: Any) -> None:
    settings.SECRET_KEY = "another desk's secret, as long as a secret has to be"
    assert opened(client, receipt, "mk").status_code == 422


def test_neither_receipt_nor_pass_stands_in_an_address(client: Client, receipt: str) -> None:
    page = opened(client, receipt, "mk")
    for word in (*receipt.split(), inputs(page)["pass"]):
        assert f"={word}&" not in text_of(page)
        assert f"/{word}" not in text_of(page)
    assert client.get("/mk/send/receipt/", {"words": receipt}).status_code == 200
    assert WORDS not in text_of(client.get("/mk/send/receipt/", {"words": receipt}))


def test_a_question_and_its_answer(client: Client, receipt: str, ana: User) -> None:
    one = Submission.objects.get()
    ask(one, "На која страница стои тоа?", ana)
    page = opened(client, receipt, "mk")
    assert "На која страница стои тоа?" in text_of(page)
    assert Message.objects.get().read
    form = inputs(page) | {"text": "На страница 12."}
    said = client.post("/mk/send/receipt/", {**form, "files": picture(name="p12.jpg")})
    assert said.status_code == 200
    again = client.post("/mk/send/receipt/", form)
    assert again.status_code == 200
    assert [(each.from_sender, each.text) for each in one.messages.all()] == [
        (False, "На која страница стои тоа?"),
        (True, "На страница 12."),
    ]
    one.refresh_from_db()
    assert one.state == "open"
    assert Attachment.objects.get().submission == one


def test_the_answer_and_the_published_check(client: Client, receipt: str, ana: User) -> None:
    one = Submission.objects.get()
    answer(one, "Ви благодариме: проверуваме.", ana)
    assert one.state == "answered"
    assert "Ви благодариме: проверуваме." in text_of(opened(client, receipt, "mk"))
    pages = {"mk": "/mk/checks/1/", "en": "/en/checks/1/"}
    assert answer_all(one.cluster, pages, ana) == 1
    assert answer_all(one.cluster, pages, ana) == 0
    assert 'href="/mk/checks/1/"' in text_of(opened(client, receipt, "mk"))
    assert 'href="/en/checks/1/"' in text_of(opened(client, receipt, "en"))
    assert [row.facts["kind"] for row in Row.objects.filter(act="inbox.answer")] == ["answer", "published"]


def test_why_it_is_not_taken_up(client: Client, receipt: str) -> None:
    one = Submission.objects.get()
    one.dismissed_because = "Тоа е мислење, а мислења не проверуваме."
    one.save()
    stand(one, "dismissed", reason="opinion")
    assert "Тоа е мислење" in text_of(opened(client, receipt, "mk"))


MAY_ANSWER = [("editor", True), ("reporter", True), ("inbox", True), ("translator", False), ("auditor", False)]


@pytest.mark.parametrize(("role", "may"), MAY_ANSWER)
def test_who_may_write_to_a_sender(client: Client, receipt: str, member: Any, role: str, may: bool) -> None:
    one = Submission.objects.get()
    for act in (answer, ask):
        if may:
            act(one, "Здраво", member(f"{act.__name__}-{role}", role))
        else:
            with pytest.raises(PermissionDenied):
                act(one, "Здраво", member(f"{act.__name__}-{role}", role))


def test_nothing_is_no_message(client: Client, receipt: str, ana: User) -> None:
    with pytest.raises(NothingSaid):
        answer(Submission.objects.get(), " \u200b ", ana)
    page = opened(client, receipt, "mk")
    assert client.post("/mk/send/receipt/", inputs(page) | {"text": " "}).status_code == 422


def test_taking_it_all_back(client: Client, ana: User, django_capture_on_commit_callbacks: Any) -> None:
    told: list[int] = []
    signals.withdrawn.connect(lambda submission, **_: told.append(submission.pk), weak=False, dispatch_uid="test")
    typed = {
        "quotation": "Тајни зборови",
        "who": "некој",
        "contact": "ana@example.org",
        "link": "https://example.org/x",
    }
    receipt = receipt_of(send(client, language="mk", files=[picture(), named(b"secret", "s.txt")], **typed))
    one = Submission.objects.get()
    ask(one, "Прашање за тајните зборови?", ana)
    paths = [each.file.name for each in one.attachments.all()]
    held = inputs(opened(client, receipt, "mk"))
    asked = client.post("/mk/send/receipt/", {"pass": held["pass"], "withdraw": "ask"})
    assert Submission.objects.get().quotation == "Тајни зборови", "it is asked first"
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/mk/send/receipt/", {"pass": inputs(asked)["pass"], "withdraw": "yes"})
    signals.withdrawn.disconnect(dispatch_uid="test")
    one.refresh_from_db()
    row = str(Submission.objects.values().get())
    for word in (*typed.values(), "тајните"):
        assert word not in row
    assert not one.attachments.exists()
    assert not one.messages.exists()
    assert not [path for path in paths if storages["private"].exists(path)]
    assert told == [one.pk]
    # What stays: that somebody sent something of this kind that day.
    assert (one.kind, one.language, one.state) == ("statement", "mk", "withdrawn")
    page = opened(client, receipt, "mk")
    assert page.status_code == 200
    assert "<textarea" not in text_of(page)
    with pytest.raises(AlreadyWithdrawn):
        answer(one, "Здраво", ana)
    assert answer_all(one.cluster, {"mk": "/mk/x/"}, ana) == 0
    late = client.post("/mk/send/receipt/", held | {"text": "уште нешто"})
    assert late.status_code == 422
    assert not one.messages.exists()


def test_a_page_that_was_open_for_hours_asks_for_the_receipt_again(
    client: Client, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = inputs(opened(client, receipt, "mk"))
    monkeypatch.setattr(receipt_views, "OPEN_FOR", -1)
    page = client.post("/mk/send/receipt/", form | {"text": "Напишав нешто долго."})
    assert page.status_code == 422
    assert "Напишав нешто долго." in text_of(page)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "sealed", ["", "1", "x:y:z", signing.dumps(1, salt="another")], ids=["empty", "short", "parts", "sealed-elsewhere"]
)
def test_a_pass_that_is_not_ours(client: Client, receipt: str, sealed: str) -> None:
    page = client.post("/mk/send/receipt/", {"pass": sealed, "text": "x", "withdraw": "yes"})
    assert page.status_code == 422
    assert Submission.objects.get().quotation == WORDS


def test_a_message_that_is_too_long_or_brings_a_program_stays(client: Client, receipt: str) -> None:
    form = inputs(opened(client, receipt, "mk"))
    long = "збор " * 3000
    page = client.post("/mk/send/receipt/", form | {"text": long})
    assert page.status_code == 422
    assert long.strip() in text_of(page)
    page = client.post("/mk/send/receipt/", form | {"text": "Слика", "files": named(b"\x7fELF" + b"\0" * 99, "a.png")})
    assert page.status_code == 422
    assert "Слика" in text_of(page)
    assert not Message.objects.exists()


def test_guesses_are_limited_for_all_together(client: Client, receipt: str, settings: Any) -> None:
    settings.SEND_PER_HOUR = 0
    page = opened(client, receipt, "mk")
    assert page.status_code == 422
    assert receipt in text_of(page)


def test_two_at_the_same_moment_are_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two sendings finds nothing, is a moment too late to store, and is given the first."""
    from merilo_desk.intake.actions import receive as receiving

    key = form_key.new()
    first = receive(kind="comment", language="en", texts={"message": "x"}, key=key)
    seen = iter([None, first])
    monkeypatch.setattr(receiving, "sent_with", lambda key: next(seen))
    assert receive(kind="comment", language="en", texts={"message": "x"}, key=key) == first
    assert Submission.objects.count() == 1


def test_a_new_message_opens_what_was_closed(client: Client, receipt: str, ana: User) -> None:
    one = Submission.objects.get()
    answer(one, "Готово.", ana)
    client.post("/mk/send/receipt/", inputs(opened(client, receipt, "mk")) | {"text": "Не сум согласен."})
    one.refresh_from_db()
    assert one.state == "open"


def test_filled_again_after_going_back(client: Client) -> None:
    """A second form is a second request, under another receipt."""
    one, other = (client.post("/en/send/comment/", filled(client, "comment", message="Same words")) for _ in "ab")
    assert receipt_of(one) != receipt_of(other)
    assert Submission.objects.count() == 2
