"""A front page shows what its editors chose, notices for their days, and otherwise the latest."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from articles.front import sections_of
from articles.models import HomePage, HomeSection, Notice, NoticeText, Topic
from articles.site import ensure_home
from organisations.period import today
from tests.articles import factory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def notice(title="Closed", **fields):
    made = Notice(**fields)
    made.texts = [NoticeText(title=title)]
    made.save()
    return made


def front(client):
    return client.get("/en/").content.decode()


def test_without_a_choice__the_latest_of_each_kind_is_shown():
    home = ensure_home("en")
    home.standfirst = "We."
    factory.article()
    factory.statement()
    factory.document()
    kinds = [section.kind for section in sections_of(home, None)]
    assert kinds == ["statements", "about", "articles", "library"]


def test_chosen_sections__stand_in_their_order(client):
    peace = Topic.objects.create(name="Peace")
    factory.article("Lead")
    factory.document("On peace", topics=[peace])
    factory.article("Other", written_on="2001")
    home = ensure_home("en")
    home.sections = [
        HomeSection(kind="topic", topic=peace, sort_order=0),
        HomeSection(kind="articles", number=1, sort_order=1),
    ]
    home.save()
    html = front(client)
    assert html.index("On peace") < html.index("Latest articles")
    assert "From the library" not in html
    assert 'href="/en/topics/peace/"' in html


def test_a_chosen_lead_that_is_withdrawn__gives_way_to_the_latest(client):
    home = ensure_home("en")
    home.lead = factory.article("Chosen", live=False)
    home.save()
    factory.article("Latest")
    assert (
        HomePage.objects.get(pk=home.pk).get_context(client.get("/en/").wsgi_request)["lead"].title
        == "Latest"
    )


def test_notices__stand_from_their_first_to_their_last_day(client):
    ensure_home("en")
    notice("Now", starts_on=today(), ends_on=today())
    notice("Past", starts_on=today() - 9 * DAY, ends_on=today() - DAY)
    notice("Coming", starts_on=today() + DAY)
    html = front(client)
    assert "Now" in html
    assert "Past" not in html
    assert "Coming" not in html


def test_next_change__is_the_day_after_the_last_or_the_first_day():
    assert Notice.objects.next_change() is None
    notice(starts_on=today(), ends_on=today() + 2 * DAY)
    assert Notice.objects.next_change() == today() + 3 * DAY
    notice(starts_on=today() + DAY)
    assert Notice.objects.next_change() == today() + DAY


def test_caches__keep_a_front_page_no_longer_than_its_notices(client, monkeypatch):
    ensure_home("en")
    notice(starts_on=today(), ends_on=today())
    almost = datetime.datetime.combine(today() + DAY, datetime.time(), tzinfo=datetime.UTC)
    monkeypatch.setattr(
        "articles.models.home_page.timezone.now", lambda: almost - datetime.timedelta(seconds=40)
    )
    assert "s-maxage=40" in client.get("/en/").headers["Cache-Control"]


def test_an_announcement__says_what_moved_where(client):
    ensure_home("en")
    about = factory.document("Rules")
    notice("The rules have moved", kind="moved", moved_from="/old/rules.html", page=about)
    html = front(client)
    assert "/old/rules.html" in html
    assert f'href="{about.get_url()}"' in html


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "moved", "moved_from": "/old/"}, "where it is now"),
        ({"moved_from": "/old/"}, "Only an announcement"),
        (
            {"starts_on": datetime.date(2020, 2, 2), "ends_on": datetime.date(2020, 1, 1)},
            "before the first",
        ),
    ],
)
def test_a_notice_that_makes_no_sense__is_refused(fields, said):
    with pytest.raises(ValidationError, match=said):
        Notice(key="x", **fields).full_clean()


def test_a_section_of_a_topic__needs_its_topic():
    section = HomeSection(kind="topic", home=ensure_home("en"))
    with pytest.raises(ValidationError, match="Choose the topic"):
        section.full_clean()
