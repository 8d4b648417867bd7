import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from organisations.members.models import User


@pytest.fixture
def admin_post(client):
    """Sends the form of a text as an administrator; names what differs from an empty one."""
    client.force_login(User.objects.create_superuser("editor@example.org", "x"))

    def post(address, **fields):
        formsets = ("bylines", "comments", "countries", "mentions", "related_choices")
        empty = {"title": "Bread", "slug": "bread", "kind": "article", "body": streamfield([])}
        data = nested_form_data(empty) | {
            f"{name}-{part}": "0"
            for name in formsets
            for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
        }
        return client.post(address, data | fields)

    return post
