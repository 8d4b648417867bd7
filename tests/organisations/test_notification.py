"""Telling people: in their language, at once or once a day, again until it works."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.translation import get_language

from organisations import notification
from organisations.models import Notification
from organisations.models.notification import TRIES
from organisations.notification import Kind, forget_old, next_digest, notify, send_due
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2031, 3, 5, 5, 0, tzinfo=datetime.UTC)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


def words():
    return f"News {get_language()}", "On strike"


@pytest.fixture
def broken_server(monkeypatch):
    def fail(self, messages):
        raise OSError("the server is away")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)


def test_it_goes_out_when_the_act_is_done__in_the_language_of_each(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        notify(
            [account(interface_language="de"), account(), "x@example.org"],
            Kind.SUBMITTED,
            words,
            link="/admin/",
            language="fr",
        )
        assert mail.outbox == []
    subjects = [message.subject.removeprefix("Plenum: ") for message in mail.outbox]
    assert subjects == ["News de", "News en", "News fr"]
    assert all("/admin/" in message.body for message in mail.outbox)
    assert all(message.content_subtype == "plain" for message in mail.outbox)
    assert set(Notification.objects.values_list("state", flat=True)) == {"sent"}


def test_nobody_is_told_twice__and_accounts_switched_off_not_at_all():
    one = account()
    assert len(notify([one, one, account(is_active=False)], Kind.DUE, words)) == 1


def test_subject__is_one_line():
    (told,) = notify(["x@example.org"], Kind.DUE, lambda: ("a\nBcc: b@example.org", ""))
    assert told.subject == "a Bcc: b@example.org"


def test_daily__is_one_mail_in_the_morning():
    reader, other = account(mail_rhythm="daily"), account(mail_rhythm="daily")
    with time_machine.travel(MORNING, tick=False):
        notify([reader, other], Kind.PUBLISHED, words)
        notify([reader], Kind.PUBLISHED, words)
        assert send_due() == 0
    with time_machine.travel(MORNING + HOUR, tick=False):
        assert send_due() == 2
        assert send_due() == 0
    assert [message.to for message in mail.outbox] == [[reader.email], [other.email]]
    assert mail.outbox[0].body.count("On strike") == 2


def test_urgent__is_mailed_at_once_whatever_the_account_prefers():
    told = notify(
        [account(mail_rhythm="daily"), account(mail_rhythm="none")],
        Kind.BALLOT,
        words,
        is_urgent=True,
    )
    assert [(each.is_daily, each.state) for each in told] == [(False, "waiting")] * 2


def test_account_without_mails__reads_it_in_the_admin():
    (told,) = notify([account(mail_rhythm="none")], Kind.PUBLISHED, words)
    assert send_due() == 0
    assert told.state == "here_only"


def test_failure__is_tried_again_later_each_time_and_then_visible(broken_server, site):
    now = MORNING
    with time_machine.travel(now, tick=False):
        notify(["x@example.org"], Kind.DUE, words)
    waits = []
    for _try in range(TRIES):
        send_due(now)
        told = Notification.objects.get()
        waits.append((told.send_at - now) // MINUTE)
        now = told.send_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    assert (told.state, told.error) == ("failed", "OSError: the server is away")
    client = signed_in("Administrators")
    assert b"the server is away" in client.get("/admin/entry/reports/failed-mails/").content


def test_failure__that_is_mended_is_sent_by_hand(site):
    Notification.objects.create(
        address="x@example.org",
        kind="due",
        language="en",
        subject="s",
        state="failed",
        tries=8,
        error="OSError",
    )
    signed_in("Administrators").post("/admin/entry/reports/failed-mails/")
    assert send_due() == 1


def test_two_workers__send_it_once():
    notify(["x@example.org"], Kind.DUE, words)
    told = Notification.objects.get()
    now = told.send_at
    assert notification._claim(Notification.objects.get(), now)
    assert not notification._claim(told, now)


@pytest.mark.parametrize(("hour", "day"), [(5, 5), (6, 6), (23, 6)])
def test_next_daily_mail__is_at_six(hour, day):
    at = next_digest(MORNING.replace(hour=hour))
    assert (at.day, at.hour) == (day, 6)


def test_list__shows_ones_own_and_the_menu_counts_what_is_unread(site):
    client = signed_in("Contributors")
    notify([client.user], Kind.SENT_BACK, lambda: ("Mine", "why"), link="/admin/guide/")
    notify([account()], Kind.SENT_BACK, lambda: ("Another's", ""))
    page = client.get("/admin/notifications/").content.decode()
    assert "Mine" in page
    assert "Another" not in page
    assert "Notifications (1)" in page
    told = client.user.notifications.get()
    answer = client.post("/admin/notifications/", {"read": told.pk})
    assert answer["Location"] == "/admin/guide/"
    assert "Notifications (1)" not in client.get("/admin/notifications/").content.decode()


def test_list__another_accounts_is_not_opened(site):
    (told,) = notify([account()], Kind.SENT_BACK, words, link="/admin/guide/")
    answer = signed_in("Contributors").post("/admin/notifications/", {"read": told.pk})
    assert answer["Location"] == "/admin/notifications/"
    told.refresh_from_db()
    assert told.read_at is None


def test_what_was_told_long_ago__is_forgotten():
    notify([account()], Kind.DUE, words)
    later = Notification.objects.get().made_at + datetime.timedelta(days=181)
    assert forget_old(later) == 1
