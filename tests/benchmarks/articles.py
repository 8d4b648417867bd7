"""How long an article of 10,000 words with 60 notes and 20 pictures takes.

    python -m tests.benchmarks.articles

prints, for a database in memory, queries and milliseconds (the median of the rounds) of the whole
page, of its body, and of a bare Django template that prints the same HTML. Only the ratios can be
compared between machines.
"""

import os
import random
import statistics
import sys
import tempfile
import time

WORDS, NOTES, PICTURES, LINKS, ROUNDS = 10_000, 60, 20, 40, 7
PARAGRAPH = 100


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "DATA_DIR": folder}
        page = made(f"{folder}/bench.sqlite3")
        report(page)


def made(name: str):
    """The article, in a new database."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0, stdout=sys.stderr)
    from tests.articles import factory

    random.seed(1)
    return factory.article("Long", body=body(factory.article("Target")))


def body(target) -> list:
    """Paragraphs in texts of five, each text below a heading; notes, links and pictures evenly."""
    from tests.articles.media.factory import picture, picture_block

    paragraphs = WORDS // PARAGRAPH
    blocks, html = [], ""
    for number in range(paragraphs):
        words = " ".join("".join(random.choices("abcdefghij", k=6)) for _ in range(PARAGRAPH))
        note = "<small>A <i>note</i> of five words.</small>" * (number * NOTES % paragraphs < NOTES)
        link = f' <a linktype="page" id="{target.pk}">see</a>'
        html += f"<p>{words}{note}{link * (number * LINKS % paragraphs < LINKS)}</p>"
        if number % 5 == 4:
            heading = {"text": f"Part {number}", "level": "2", "anchor": f"part-{number}"}
            blocks += [("heading", heading), ("rich_text", html)]
            blocks.append(picture_block(picture(description="A march")))
            html = ""
    return blocks


def report(page) -> None:
    from django.template import Context, engines
    from django.test import Client

    client = Client()
    block = page.body.stream_block
    html = client.get(page.url).content.decode()
    bare = engines["django"].from_string("{{ html|safe }}").template
    works = {
        "bare template": lambda: bare.render(Context({"html": html})),
        "body": lambda: block.render(type(page).objects.get(pk=page.pk).body),
        "whole page": lambda: served(client, page.url),
    }
    notes, pictures = html.count("doc-noteref"), html.count("<figure")
    words = block.word_count(page.body)
    say(f"{words} words, {notes} notes, {pictures} pictures, {len(html) // 1000} kB of HTML")
    base = timed(works["bare template"])[1]
    for name, work in works.items():
        queries, seconds = timed(work)
        say(f"{name:16}{queries:>4} queries{seconds * 1000:>9.2f} ms{seconds / base:>9.0f} x")


def served(client, address) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}.")


def timed(work) -> tuple[int, float]:
    """Queries of one round, and the median of the seconds of all."""
    from django.db import connection

    queries = []

    def count(execute, sql, *others):
        queries.append(sql)
        return execute(sql, *others)

    work()
    with connection.execute_wrapper(count):
        work()
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return len(queries), statistics.median(seconds)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
