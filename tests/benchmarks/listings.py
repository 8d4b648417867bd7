"""How long a list of 20,000 articles takes, narrowed down by three filters, on any of its pages.

    python -m tests.benchmarks.listings

prints times on SQLite and, where its server answers, on PostgreSQL (in a database of its own,
plenum_bench, which is made and dropped). Times are the median of five rounds in milliseconds;
the ratio is to the first line, so that machines can be compared. "page" is the whole answer to a
reader, "texts" the cards of one page, "choices" the filters with their counts.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.organisations import (
    POSTGRESQL,
    ROOT,
    drop_and_make,
    has_postgresql,
    postgresql,
    say,
)

ARTICLES, TOPICS, COUNTRIES, AUTHORS = 20_000, 40, 60, 500
ROUNDS = 5
BATCH = 500


def main() -> None:
    """Measure on each database in a process of its own, and print one table for each."""
    with tempfile.TemporaryDirectory() as folder:
        table("SQLite", measured(f"sqlite:///{folder}/bench.sqlite3"))
    if has_postgresql():
        drop_and_make()
        try:
            table("PostgreSQL", measured(POSTGRESQL))
        finally:
            postgresql("DROP DATABASE IF EXISTS plenum_bench")


def table(name: str, result: dict[str, tuple[int, float]]) -> None:
    first = next(iter(result.values()))[1]
    say(f"{name:44}{'queries':>8}{'ms':>10}{'ratio':>8}")
    for what, (queries, seconds) in result.items():
        say(f"{what:44}{queries:>8}{seconds * 1000:>10.1f}{seconds / first:>8.2f}")


def measured(database: str) -> dict[str, tuple[int, float]]:
    """Queries and seconds by what was measured."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.listings", database],
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
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    from articles.listing import Listing
    from articles.models import ArticleIndexPage

    client, index = Client(), ArticleIndexPage.objects.get()
    filters = {"topic": "topic-1", "country": "fr", "year": "2010"}
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    some = Listing(index.texts(), filters)
    last = -(-ARTICLES // 20)
    every = {
        "page: all, first": lambda: client.get("/en/articles/"),
        "page: all, half way": lambda: client.get(f"/en/articles/?page={last // 2}"),
        "page: all, last": lambda: client.get(f"/en/articles/?page={last}"),
        "page: one filter, first": lambda: client.get("/en/articles/?topic=topic-1"),
        "page: three filters, first": lambda: client.get(f"/en/articles/?{query}"),
        "page: three filters, last": lambda: client.get(f"/en/articles/?{query}&page=999"),
        "texts: all, first": lambda: Listing(index.texts(), {}).page(1),
        "texts: all, last": lambda: Listing(index.texts(), {}).page(last),
        "texts: three filters": lambda: some.page(1),
        "choices: all": lambda: Listing(index.texts(), {}).choices,
        "choices: three filters": lambda: Listing(index.texts(), filters).choices,
        "feed: three filters": lambda: client.get(f"/en/articles/feed/atom/?{query}"),
    }
    return {name: timed(ask) for name, ask in every.items()}


def timed(ask) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return len(captured), statistics.median(times)


def fill() -> None:
    """20,000 articles, each with a topic or two, a country, an author, a day since 1990."""
    import datetime

    from django.db import transaction
    from django.utils import timezone

    from articles.models import ArticleIndexPage, ArticlePage, Byline, TextCountry, TextTopic, Topic
    from articles.site import set_up
    from organisations.models import Person, Territory
    from tests.articles import factory

    chance = random.Random(1)
    with transaction.atomic():
        set_up()
        index = factory.index_page(ArticleIndexPage, "articles")
        topics = [Topic.objects.create(name=f"Topic {i}") for i in range(TOPICS)]
        wanted = ["fr", *Territory.objects.exclude(key="fr").values_list("key", flat=True)]
        countries = list(Territory.objects.filter(key__in=wanted[:COUNTRIES]))
        people = [
            Person(key=f"person-{i}", sort_name=f"Person {i}", is_public=True)
            for i in range(AUTHORS)
        ]
        Person.objects.bulk_create(people)
        now, first = timezone.now(), datetime.date(1990, 1, 1)
        pages = [
            ArticlePage(
                title=f"Article {i}",
                draft_title=f"Article {i}",
                slug=f"article-{i}",
                url_path=f"{index.url_path}article-{i}/",
                path=ArticlePage._get_path(index.path, index.depth + 1, i + 1),
                depth=index.depth + 1,
                locale=index.locale,
                live=True,
                first_published_at=now,
                last_published_at=now,
                kind=chance.choice(ArticlePage.Kind.values),
                standfirst="In a sentence or two it says what the article says at length.",
                sort_on=first + datetime.timedelta(days=chance.randrange(13_000)),
            )
            for i in range(ARTICLES)
        ]
        insert(pages)
        type(index).objects.filter(pk=index.pk).update(numchild=ARTICLES)
        TextTopic.objects.bulk_create(
            TextTopic(tag=topic, content_object_id=page.pk)
            for page in pages
            for topic in chance.sample(topics, chance.choice([1, 2]))
        )
        TextCountry.objects.bulk_create(
            TextCountry(territory=chance.choice(countries), text_id=page.pk) for page in pages
        )
        Byline.objects.bulk_create(
            Byline(name=person.sort_name, person=person, text_id=page.pk)
            for page in pages
            for person in [chance.choice(people)]
        )


def insert(pages) -> None:
    """Store pages in their three tables, many at a time, which Django does for no page model."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from articles.models import ArticlePage, TextPage

    content_type = ContentType.objects.get_for_model(ArticlePage)
    first = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for number, page in enumerate(pages, start=first):
        page.pk = page.id = number
        page.page_ptr_id = page.textpage_ptr_id = number
        page.content_type = content_type
    for model in (Page, TextPage, ArticlePage):
        for start in range(0, len(pages), BATCH):
            model._base_manager.get_queryset()._insert(
                pages[start : start + BATCH], fields=model._meta.local_concrete_fields
            )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measure(sys.argv[1])))
    else:
        main()
