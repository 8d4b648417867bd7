import pytest

from organisations.models import Membership, Organisation, Post, PostTitle
from tests.articles import factory
from tests.organisations.members.factory import signed_in


@pytest.fixture
def council(site):
    """A body with a post of one place."""
    body = factory.body("Council of Gardens", starts_on="1990", ends_on="..")
    post = Post(body=body, places=1, starts_on="1990", ends_on="..")
    post.titles = [PostTitle(language="en", text="Treasurer")]
    post.save()
    return body


@pytest.fixture
def section(site):
    """A section that bore another name before."""
    return factory.organisation("Gardeners of Ireland", kind=Organisation.Kind.SECTION)


@pytest.fixture
def minutes(site):
    return factory.source(title="Minutes of the garden congress")


@pytest.fixture
def editor(site):
    return signed_in("Editors")


@pytest.fixture
def term_of(minutes):
    """Makes a term in a body."""

    def make(who, body, **fields):
        fields = {"starts_on": "2020-01-01", "ends_on": "..", "source": minutes, **fields}
        return Membership.objects.create(person=who, body=body, **fields)

    return make
