"""Many at once, and a process killed in between: one result, published exactly once."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests import database

# A site of its own with a statement under vote.
PREPARE = """
import datetime, json, os, signal, sys, threading, django
django.setup()
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from articles.models import Adoption, StatementPage
from organisations.models import Ballot, Decision, Elector, Membership
from organisations.voting import VotingError, cast, close_due
from tests.articles.workflow import gate
from tests.organisations import voting
call_command("setup_site", verbosity=0)
"""
AT_ONCE = """
def at_once(acts):
    started = threading.Barrier(len(acts))
    said = []
    def run(act):
        started.wait()
        try:
            act()
            said.append("counted")
        except VotingError:
            said.append("refused")
        except Exception as error:
            said.append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for each in threads: each.start()
    for each in threads: each.join()
    return said
def votes(electors, choice, **more):
    return [lambda each=each: cast(each, choice, way="link", **more) for each in electors]
def tell(page, decision, said):
    decision.refresh_from_db()
    published = gate.fresh(page).versions.count()
    print(json.dumps([sorted(set(said)), decision.result, decision.votes_for, published,
                      gate.fresh(page).live, Adoption.objects.count()]))
"""
FIFTY = """
page, decision = gate.voted_on(of=voting.voting_body(50, minimum_days=1))
said = at_once(votes(decision.electors.all(), "for"))
assert Ballot.objects.count() == 50, Ballot.objects.count()
close_due(timezone.now() + voting.days(2))
tell(page, decision, said)
"""
TWO_LAST = """
page, decision = gate.voted_on(of=voting.voting_body(4))
first, second, third, fourth = decision.electors.all()
cast(first, "for", way="link"); cast(second, "for", way="link")
said = at_once(votes([third, fourth], "for"))
tell(page, decision, said)
"""
DEADLINE = """
page, decision = gate.voted_on(of=voting.voting_body(3, minimum_days=7))
first, second, third = decision.electors.all()
cast(first, "for", way="link"); cast(second, "for", way="link")
late = decision.closes_at
said = at_once([lambda: close_due(late), *votes([third], "against", now=late)])
tell(page, decision, said)
"""
TERM_ENDED = """
page, decision = gate.voted_on(of=voting.voting_body(3))
def end():
    Membership.objects.update(ends_on="2011", ends_on_latest="2011-12-31")
said = at_once([end, *votes(decision.electors.all()[:2], "for")])
tell(page, decision, said)
"""
KILLED = """
page, decision = gate.voted_on(of=voting.voting_body(1))
from wagtail.signals import page_published
page_published.connect(lambda **kwargs: os.kill(os.getpid(), signal.SIGKILL), weak=False)
cast(decision.electors.get(), "for", way="link")
"""
AFTERWARDS = """
page, decision = StatementPage.objects.get(), Decision.objects.get(opened_at__isnull=False)
assert decision.is_open and not page.live
assert not Ballot.objects.exists() and not Adoption.objects.exists()
cast(decision.electors.get(), "for", way="link")
tell(page, decision, [])
"""


@pytest.fixture
def run(tmp_path, django_db_setup, django_db_blocker):
    """Runs code in a process of its own, on a database that several threads share."""
    with django_db_blocker.unblock(), database.for_other_processes(connection, tmp_path) as address:
        yield lambda code: subprocess.run(
            [sys.executable, "-c", PREPARE + AT_ONCE + code],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.development",
                "DATABASE_URL": address,
                "DATA_DIR": str(tmp_path),
            },
            capture_output=True,
            text=True,
        )


@pytest.mark.parametrize(
    ("code", "said", "votes_for"),
    [
        (FIFTY, '["counted"]', 50),
        (TWO_LAST, '["counted", "refused"]', 3),
        (DEADLINE, '["counted", "refused"]', 2),
        (TERM_ENDED, '["counted"]', 2),
    ],
    ids=["fifty votes", "two last votes", "vote against deadline", "term ended meanwhile"],
)
def test_at_once__one_result_published_once(run, code, said, votes_for):
    done = run(code)
    assert done.stdout.strip().endswith(f'[{said}, "adopted", {votes_for}, 1, true, 1]'), (
        done.stdout + done.stderr[-2000:]
    )


def test_killed_while_it_closes__nothing_is_half_done_and_the_vote_can_be_cast_again(run):
    assert run(KILLED).returncode == -signal.SIGKILL
    done = run(AFTERWARDS)
    assert done.stdout.strip().endswith('[[], "adopted", 1, 1, true, 1]'), done.stderr[-2000:]
