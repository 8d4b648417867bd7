import pytest

from organisations.popolo.schema import ALL
from organisations.popolo.selection import whole
from organisations.popolo.writing import as_text, document


@pytest.fixture
def exported():
    """Makes the text of a file with everything that is public now."""

    def make(**options):
        return as_text(document(whole(), **options)).encode()

    return make


@pytest.fixture
def emptied():
    """Takes all records away, with the texts and pages that rest on them."""

    def empty():
        from django.apps import apps
        from django.db import connection

        with connection.constraint_checks_disabled():
            for model in [*apps.get_models()]:
                label = model._meta.app_label
                if label in ("organisations", "articles"):
                    model._base_manager.all()._raw_delete("default")
        for rows in ALL:
            assert not rows.model._base_manager.exists()

    return empty
