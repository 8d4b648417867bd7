"""Sources, sides and repetitions of assertions."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisations.deletion import refusal
from organisations.models import (
    BodyLink,
    BodySeat,
    Event,
    Figure,
    FurtherSource,
    Membership,
    OrganisationName,
    Relation,
)
from tests.organisations import factory

pytestmark = pytest.mark.django_db


def relation(**fields):
    one, two = factory.organisation(), factory.organisation()
    return factory.relation(one, "section_of", two, **fields)


class TestFurtherSources:
    def test_facts_with_one_source__are_found(self):
        alone, supported, repeated = relation(), relation(), relation()
        FurtherSource.objects.create(relation=supported, source=factory.source())
        FurtherSource.objects.create(relation=repeated, source=repeated.source)
        found = Relation.objects.without_second_source()
        assert set(found) == {alone, repeated}

    def test_withdrawn_facts__need_no_second_source(self):
        relation(
            status="withdrawn",
            withdrawn_on=factory.DAY,
            withdrawal_note="A mistake in the minutes.",
        )
        assert not Relation.objects.without_second_source().exists()

    @pytest.mark.parametrize(
        "model", [Relation, Figure, Membership, Event, BodyLink, BodySeat, OrganisationName]
    )
    def test_each_kind_of_assertion__can_have_them(self, model):
        assert model.objects.without_second_source().count() == model.objects.count()

    def test_exactly_one_assertion__is_supported(self):
        source = factory.source()
        with pytest.raises(IntegrityError), transaction.atomic():
            FurtherSource.objects.create(source=source)
        with pytest.raises(IntegrityError), transaction.atomic():
            FurtherSource.objects.create(
                source=source, relation=relation(), membership=factory.term()
            )

    def test_source_in_use__can_t_be_deleted_and_a_sentence_says_why(self):
        source = factory.source()
        FurtherSource.objects.create(relation=relation(), source=source)
        assert "can't be deleted" in refusal(source)
        source = relation().source
        assert "Relation" in refusal(source)

    def test_rows_in_a_form__are_kept_with_their_relation(self):
        one = relation()
        one.further_sources = [FurtherSource(source=factory.source(), locator="Page 3")]
        one.save()
        assert [str(each.locator) for each in Relation.objects.get().further_sources.all()] == [
            "Page 3"
        ]


class TestRepetition:
    def refused(self, row) -> str:
        with pytest.raises(ValidationError) as caught:
            row.full_clean(exclude=["key"])
        ((field, [message]),) = caught.value.message_dict.items()
        assert "in the record already" in message
        return field

    def test_relation__is_recorded_once_from_one_source(self):
        one = relation(starts_on="1974", ends_on="..")
        again = Relation(
            subject=one.subject,
            kind=one.kind,
            object=one.object,
            starts_on="1974",
            ends_on="..",
            source=one.source,
        )
        assert self.refused(again) == "source"
        again.source = factory.source()
        again.full_clean()

    def test_term__is_recorded_once_from_one_source(self):
        one = factory.term()
        again = Membership(
            person=one.person,
            body=one.body,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            source=one.source,
        )
        assert self.refused(again) == "source"
        again.starts_on = "2019"
        again.full_clean()

    def test_number__is_recorded_once_from_one_source(self):
        one = factory.organisation()
        fields = {"subject": one, "measure": "countries", "lower": 35, "source": factory.source()}
        Figure.objects.create(key="one", **fields)
        assert self.refused(Figure(**fields)) == "source"
        Figure(**{**fields, "lower": 36}).full_clean()

    def test_stored_row__is_no_repetition_of_itself(self):
        relation().full_clean()
        factory.term().full_clean()
