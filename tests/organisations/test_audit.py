"""The log of acts: only added to, chained, without forks."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from organisations import audit
from organisations.audit import How
from organisations.models import AuditEntry, AuditHead
from tests import database
from tests.articles import factory
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db


def entries(count=3):
    body, actor = factory.body(), account()
    return [audit.record("publish", actor, body, to_version=str(n)) for n in range(count)]


def behind_the_back(pk, **values):
    """A change that does not come through the log."""
    models.QuerySet(AuditEntry).filter(pk=pk).update(**values)


def test_entry__says_who_how_when_what_and_which_versions():
    actor, body = account(display_name="Ada"), factory.body("Council")
    made = audit.record(
        "adopt", actor, body, how=How.LINK, from_version="v1", to_version="v2", details={"for": 3}
    )
    kept = AuditEntry.objects.get()
    assert kept == made
    assert (kept.actor, kept.actor_name, kept.how) == (actor, "Ada", "link")
    assert (kept.subject_app, kept.subject_model) == ("organisations", "body")
    assert (kept.subject_key, kept.subject_title) == (body.key, "Council")
    assert (kept.from_version, kept.to_version, kept.details) == ("v1", "v2", {"for": 3})
    assert audit.verify() == audit.Finding(1, kept.digest)


def test_way__is_that_of_the_context():
    body = factory.body()
    with audit.acting(How.WORKER):
        assert audit.record("publish", None, body).how == How.WORKER
    assert audit.record("publish", None, body).how == How.COMMAND


def test_entry__is_undone_with_the_act():
    with transaction.atomic():
        entries(1)
        transaction.set_rollback(True)
    assert audit.verify().count == 0
    entries(2)
    assert audit.verify().count == 2


def test_log__is_only_added_to():
    entry = entries()[0]
    for change in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(act="x"),
        lambda: AuditEntry.objects.all().delete(),
    ):
        with pytest.raises(ValidationError):
            change()


@pytest.mark.parametrize(
    "values",
    [
        {"act": "other"},
        {"subject_title": "other"},
        {"details": {"for": 9}},
        {"actor_name": "other"},
        {"how": "link"},
        {"digest": "0" * 64},
    ],
    ids=lambda values: next(iter(values)),
)
def test_verify__names_the_first_entry_that_was_changed(values):
    second = entries()[1]
    behind_the_back(second.pk, **values)
    assert audit.verify().broken.startswith("2: ")
    with pytest.raises(CommandError, match="2: "):
        call_command("verify_audit")


def test_verify__names_an_entry_that_was_taken_out():
    made = entries()
    models.QuerySet(AuditEntry).filter(pk=made[1].pk).delete()
    assert "2" in audit.verify().broken
    models.QuerySet(AuditEntry).filter(pk=made[2].pk).delete()
    assert "Entry 2 is missing" in audit.verify().broken  # also where only the end is gone


def test_verify__finds_a_chain_that_was_written_anew(capsys):
    last = entries()[-1]
    call_command("verify_audit", expect=last.digest)
    assert "3 entries, unbroken" in capsys.readouterr().out
    models.QuerySet(AuditEntry).all().delete()
    AuditHead.objects.all().delete()
    entries()
    with pytest.raises(CommandError, match="rewritten"):
        call_command("verify_audit", expect=last.digest)


def test_name__can_be_forgotten_and_the_chain_holds():
    actor = account(display_name="Ada")
    entry = audit.record("publish", actor, factory.body())
    assert audit.forget_actor(actor) == 1
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_name, entry.actor_salt) == (None, "", "")
    assert not audit.verify().broken


def test_account__can_be_deleted_and_the_chain_holds():
    actor = account()
    audit.record("publish", actor, factory.body())
    actor.delete()
    assert AuditEntry.objects.get().actor is None
    assert not audit.verify().broken


ACT = """
from django.db import transaction
from organisations import audit
from organisations.models import AuditHead
head = AuditHead.objects.get()
for _ in range(10):
    with transaction.atomic():
        audit.record("publish", None, head)
"""


def test_acts_of_several_processes__make_one_chain(tmp_path, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), database.for_other_processes(connection, tmp_path) as address:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": address,
            "DATA_DIR": str(tmp_path),
        }
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c"]
        where = {"cwd": settings.BASE_DIR, "env": environment}
        first = "from organisations.models import AuditHead; AuditHead.objects.get_or_create(pk=1)"
        subprocess.run([*shell, first], check=True, **where)
        running = [subprocess.Popen([*shell, ACT], **where) for _ in range(4)]
        assert [process.wait() for process in running] == [0] * 4
        command = [sys.executable, "manage.py", "verify_audit"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, **where)
        assert done.stdout.startswith("40 entries, unbroken.")


def test_administrators__read_it_and_take_it_as_csv(site):
    audit.record("publish", account(display_name="=Ada"), factory.body("Council"))
    client = signed_in("Administrators")
    assert b"Council" in client.get("/admin/entry/reports/audit/").content
    rows = b"".join(client.get("/admin/entry/reports/audit/?export=csv").streaming_content)
    assert b"'=Ada" in rows
    assert b"Council" in rows
    assert signed_in("Editors").get("/admin/entry/reports/audit/").status_code == 302
