"""Letters and answers: shown on both, or that none was known on a day."""

import pytest

from articles.models import ArticlePage
from articles.models.publishable import UnpublishableError
from tests.articles import factory

pytestmark = pytest.mark.django_db


def html_of(client, text):
    return client.get(text.get_url()).content.decode()


def test_letter_and_answer__lead_to_each_other(client):
    letter = factory.article("The letter", kind="open-letter")
    answer = factory.statement("The answer", reply_to=letter)
    assert f'<dt>In reply to</dt><dd><a href="{letter.get_url()}">' in html_of(client, answer)
    shown = html_of(client, letter)
    assert f'<dt>Answered by</dt><dd><a href="{answer.get_url()}">The answer' in shown


def test_what_stands_elsewhere__is_named_and_linked(client):
    letter = factory.article(
        reply_to_title="An article",
        reply_to_address="https://mill.example/a",
        answer_title="Their answer",
        answer_address="https://mill.example/b",
    )
    html = html_of(client, letter)
    assert '<a href="https://mill.example/a"><bdi>An article</bdi></a>' in html
    assert '<a href="https://mill.example/b"><bdi>Their answer</bdi></a>' in html


def test_no_answer_known__is_said_with_its_day_until_there_is_one(client):
    letter = factory.article("The letter", no_answer_known_on="2019-07-21")
    assert "none known on" in html_of(client, letter)
    assert "21 July 2019" in html_of(client, letter)
    factory.article("The answer", reply_to=letter)
    assert "none known on" not in html_of(client, letter)


def test_a_draft__is_neither_linked_nor_named(client):
    draft = factory.article("Secret", live=False)
    letter = factory.article("The letter", reply_to=draft)
    draft.reply_to = letter
    draft.save()
    assert "Secret" not in html_of(client, letter)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reply_to_address": "https://mill.example/"}, "reply_to_title"),
        ({"answer_address": "https://mill.example/"}, "answer_title"),
        ({"answer_title": "Yes", "no_answer_known_on": "2019"}, "no_answer_known_on"),
    ],
)
def test_what_contradicts_itself__is_said_on_its_field_and_the_draft_is_kept(fields, field):
    text = factory.article("Letter", live=False, **fields)
    assert list(text.faults_of_answers()) == [field]
    with pytest.raises(UnpublishableError):
        text.save_revision().publish()
    assert not ArticlePage.objects.get(pk=text.pk).live
