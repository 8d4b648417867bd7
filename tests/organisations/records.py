"""One record of each kind for tests, and the forms in which editors make them."""

import re

from wagtail.test.utils.form_data import querydict_from_html

from articles.models import (
    Appearance,
    Notice,
    NoticeText,
    Permission,
    Series,
    SeriesName,
    SeriesPart,
    Topic,
)
from organisations.models import (
    Body,
    BodyRule,
    Decision,
    Event,
    EventDescription,
    EventParty,
    Figure,
    Meeting,
    Membership,
    Organisation,
    Person,
    PersonAccount,
    Post,
    PostTitle,
    Relation,
    Source,
    Territory,
)
from tests.articles import factory
from tests.organisations.factory import account
from tests.organisations.factory import rule as make_rule


def post(**place):
    made = Post(**place or {"body": factory.body()})
    made.titles = [PostTitle(text="Secretary")]
    made.save()
    return made


def membership():
    return Membership.objects.create(
        person=factory.person(), body=factory.body(), source=factory.source(), starts_on="2019"
    )


def meeting():
    return Meeting.objects.create(body=factory.body(), starts_on="2019-07", place="Berlin")


def decision():
    return Decision.objects.create(
        body=factory.body(),
        mode=Decision.Mode.HISTORICAL,
        title="On the strike",
        result=Decision.Result.ADOPTED,
        source=factory.source(),
    )


def event():
    made = Event(kind=Event.Kind.SPLIT, happened_on="2019-07", source=factory.source())
    made.descriptions = [EventDescription(title="The split")]
    made.parties = [EventParty(organisation=factory.organisation())]
    made.save()
    return made


def relation():
    return Relation.objects.create(
        subject=factory.organisation(),
        kind=Relation.Kind.SECTION_OF,
        object=factory.organisation(),
        source=factory.source(),
        claimant=factory.organisation(),
    )


def figure():
    return Figure.objects.create(
        subject=factory.organisation(), measure="sections", lower=35, source=factory.source()
    )


def territory():
    """One of those that each site has from the beginning."""
    return Territory.objects.get(code="IE")


def topic():
    return Topic.objects.create(name=f"Topic {next(factory.numbers)}")


def series():
    made = Series(names=[SeriesName(text=f"Series {next(factory.numbers)}")])
    made.parts = [SeriesPart(text=factory.article())]
    made.save()
    return made


def notice():
    made = Notice(texts=[NoticeText(title="We are moving")])
    made.save()
    return made


def appearance():
    return Appearance.objects.create(
        text=factory.article(), organisation=factory.organisation(), permission=permission()
    )


def permission():
    return Permission.objects.create(basis=Permission.Basis.OWN)


def rule():
    return make_rule(factory.body())


def person_account():
    return PersonAccount.objects.create(person=factory.person(), account=account())


MAKERS = {
    Appearance: appearance,
    Body: factory.body,
    BodyRule: rule,
    Decision: decision,
    Event: event,
    Figure: figure,
    Meeting: meeting,
    Membership: membership,
    Notice: notice,
    Organisation: factory.organisation,
    Permission: permission,
    Person: factory.person,
    PersonAccount: person_account,
    Post: post,
    Relation: relation,
    Series: series,
    Source: factory.source,
    Territory: territory,
    Topic: topic,
}


def send(client, address, **changes):
    """Sends the form at an address as the page shows it, with some fields changed."""
    html = client.get(address).content.decode()
    shown = querydict_from_html(html, form_id="w-editor-form").dict()
    for box in re.findall(r'<input type="checkbox" name="([^"]+)"[^>]* checked', html):
        shown[box] = "on"  # what browsers send for a box without a value
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, shown | named)


def errors_of(response) -> str:
    """What the form and its rows say, in one text; "" where everything was saved."""
    if response.status_code == 302:
        return ""
    form = response.context["form"]
    said = [form.errors.as_text()]
    for rows in form.formsets.values():
        said += [row.as_text() for row in rows.errors] + list(map(str, rows.non_form_errors()))
    return "\n".join(said)
