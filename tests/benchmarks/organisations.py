"""How long the record takes with 5,000 persons, 20,000 terms, 400 bodies and 2,000 relations.

    python -m tests.benchmarks.organisations

prints times on SQLite and, where its server answers, on PostgreSQL (in a database of its own,
plenum_bench, which is made and dropped). Times are milliseconds of the processor in the site's own
process, the least of five rounds: a busy machine measures much the same as an idle one. What
PostgreSQL's server does beside it is not in them. What takes more than two seconds is measured
once. "page" is the whole answer to a reader, "facts" what the page is given.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
POSTGRESQL = "postgres:///plenum_bench"
PERSONS, TERMS, BODIES, RELATIONS = 5_000, 20_000, 400, 2_000
ORGANISATIONS, OUR_RELATIONS, OUR_BODIES, OUR_TERMS, EVENTS = 300, 400, 20, 300, 300
ROUNDS = 5
LONG = 2  # seconds


def main() -> None:
    """Measure on each database in a process of its own, and print one table."""
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        results["SQLite"] = measured(f"sqlite:///{folder}/bench.sqlite3")
    if has_postgresql():
        drop_and_make()
        try:
            results["PostgreSQL"] = measured(POSTGRESQL)
        finally:
            postgresql("DROP DATABASE IF EXISTS plenum_bench")
    rows = next(iter(results.values()))
    say(f"{'':28}{'queries':>8}" + "".join(f"{name + ' ms':>16}" for name in results))
    for name in rows:
        times = "".join(f"{result[name][1] * 1000:>16.1f}" for result in results.values())
        say(f"{name:28}{rows[name][0]:>8}{times}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def postgresql(statement: str) -> bool:
    """Whether the server did it."""
    command = ["psql", "-q", "-d", "postgres", "-c", statement]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def has_postgresql() -> bool:
    return postgresql("SELECT 1")


def drop_and_make() -> None:
    postgresql("DROP DATABASE IF EXISTS plenum_bench")
    postgresql("CREATE DATABASE plenum_bench")


def measured(database: str) -> dict[str, tuple[int, float]]:
    """Queries and seconds by what was measured."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.organisations", database],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def measure(database: str) -> dict[str, tuple[int, float]]:
    """Fill a new database and measure in it."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if database.startswith("sqlite"):
        connection.settings_dict["NAME"] = database.removeprefix("sqlite:///")
    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0, stdout=sys.stderr)
    random.seed(1)
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    results = {}
    for name, work in works().items():
        results[name] = timed(work)
        sys.stderr.write(f"{name}: {results[name][1] * 1000:.0f} ms\n")
    return results


def fill() -> None:
    """Organisations, bodies, persons, terms, relations and events, as many as said above."""
    from organisations.models import (
        Body,
        BodyLink,
        BodyName,
        Event,
        EventDescription,
        EventParty,
        Membership,
        Organisation,
        OrganisationName,
        OrganisationTerritory,
        Person,
        PersonName,
        Relation,
        Source,
        Territory,
    )

    sources = Source.objects.bulk_create(
        Source(key=f"source-{n}", title=f"Source {n}", dated_on=str(1990 + n % 30))
        for n in range(50)
    )
    territories = list(Territory.objects.all())
    organisations = Organisation.objects.bulk_create(
        Organisation(
            key=f"organisation-{n}",
            kind="section" if n else "international",
            starts_on=f"19{n % 90 + 10}",
            ends_on="..",
        )
        for n in range(ORGANISATIONS)
    )
    OrganisationName.objects.bulk_create(
        OrganisationName(
            organisation=one, text=f"Party {one.pk % (ORGANISATIONS - 30)}", source=sources[0]
        )
        for one in organisations
    )
    OrganisationTerritory.objects.bulk_create(
        OrganisationTerritory(organisation=one, territory=random.choice(territories))
        for one in organisations
    )
    bodies = Body.objects.bulk_create(
        Body(
            key=f"body-{n}",
            kind="executive",
            organisation=organisations[0 if n < OUR_BODIES else n % ORGANISATIONS],
            ends_on="..",
        )
        for n in range(BODIES)
    )
    BodyName.objects.bulk_create(
        BodyName(body=one, text=f"Committee {one.key}", source=sources[0]) for one in bodies
    )
    BodyLink.objects.bulk_create(
        BodyLink(body=bodies[n], kind="elected_by", other=bodies[(n - 1) // 2], source=sources[1])
        for n in range(1, OUR_BODIES)
    )
    persons = Person.objects.bulk_create(
        Person(key=f"person-{n}", sort_name=f"Person {n}", is_public=True) for n in range(PERSONS)
    )
    PersonName.objects.bulk_create(
        PersonName(person=one, text=one.sort_name, source=sources[0]) for one in persons
    )
    Membership.objects.bulk_create(
        Membership(
            key=f"term-{n}",
            person=persons[n % PERSONS],
            body=bodies[0 if n < OUR_TERMS else 1 + n % (BODIES - 1)],
            on_behalf_of=random.choice(organisations),
            starts_on=str(1950 + n % 70),
            ends_on=".." if n % 5 == 0 else str(1950 + n % 70 + 3),
            is_public=True,
            source=random.choice(sources),
        )
        for n in range(TERMS)
    )
    Relation.objects.bulk_create(
        relation_of(n, organisations, random.choice(sources)) for n in range(RELATIONS)
    )
    events = Event.objects.bulk_create(
        Event(key=f"event-{n}", kind="split", happened_on=str(1900 + n % 120), source=sources[2])
        for n in range(EVENTS)
    )
    EventDescription.objects.bulk_create(
        EventDescription(event=event, title=f"Split {event.key}") for event in events
    )
    EventParty.objects.bulk_create(
        EventParty(event=event, organisation=organisations[(event.pk + side) % ORGANISATIONS])
        for event in events
        for side in range(2)
    )
    set_up_site(organisations[0], bodies[0])


def relation_of(number: int, organisations: list, source):
    """A relation: the first are of sections to us, and a few of those contradict."""
    from organisations.models import Relation

    if number < OUR_RELATIONS:
        kind = "split_from" if number % 20 == 0 else "section_of"
        subject, other = organisations[1 + number % (ORGANISATIONS - 1)], organisations[0]
    else:
        kind = random.choice(Relation.Kind.values)
        subject, other = random.sample(organisations[1:], 2)
    return Relation(
        key=f"relation-{number}",
        subject=subject,
        kind=kind,
        object=other,
        starts_on=str(1920 + number % 90),
        ends_on=random.choice(["..", "", str(1925 + number % 90)]),
        source=source,
    )


def set_up_site(ours, body) -> None:
    """Whose site it is, its structure page, and the rule of the body."""
    import datetime

    from organisations.models import BodyRule, Source
    from tests.articles import factory

    factory.structure_page(of=ours)
    BodyRule.objects.create(
        body=body,
        effective_on=datetime.date(1950, 1, 1),
        quorum_numerator=1,
        quorum_denominator=2,
        quorum_base="entitled",
        majority_numerator=1,
        majority_denominator=2,
        majority_base="voting",
        source=Source.objects.first(),
    )


def works() -> dict:
    """What is measured."""
    from django.contrib.auth.models import AnonymousUser
    from django.test import Client

    from organisations import claims, structure, warning
    from organisations.models import Body, Organisation, StructurePage

    page, client, reader = StructurePage.objects.get(), Client(), AnonymousUser()
    address = page.get_url()

    def body():
        return Body.objects.get(key="body-0")

    def ours():
        return Organisation.objects.get(key="organisation-0")

    def get(path):
        answer = client.get(address + path)
        assert answer.status_code == 200, (path, answer.status_code)

    return {
        "body: facts": lambda: structure.body(body(), reader),
        "body: page": lambda: get("bodies/body-0/"),
        "body: page as of a day": lambda: get("bodies/body-0/?on=1990-01-01"),
        "electorate": lambda: body().electorate(),
        "organisation: facts": lambda: structure.organisation(ours()),
        "organisation: page": lambda: get("organisations/organisation-0/"),
        "directory: facts": lambda: structure.directory(page),
        "directory: page": lambda: get("sections/"),
        "genealogy: facts": lambda: structure.genealogy(),
        "genealogy: page": lambda: get("genealogy/"),
        "timeline: page": lambda: get("timeline/"),
        "overview: page": lambda: get(""),
        "all contradictions": lambda: claims.contradictions(claims.EVER),
        "all warnings of terms": lambda: warning.findings(),
    }


def timed(work) -> tuple[int, float]:
    """Queries of one round, and the least seconds of several."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        seconds = [_seconds(work)]
    if seconds[0] > LONG:
        return len(captured), seconds[0]
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured), min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    if len(sys.argv) > 1:
        say(json.dumps(measure(sys.argv[1])))
    else:
        main()
