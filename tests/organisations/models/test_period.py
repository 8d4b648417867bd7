"""Partial dates and periods in the tables: bounds, forms, and the queries by day."""

import datetime
import json

import pytest
import time_machine
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from organisations.models import Organisation, OrganisationTerritory, Person, Territory
from organisations.models.period import PartialDateField, Period, PeriodQuerySet, holding_q
from organisations.period import PartialDate, PartialDateError
from tests.organisations.test_partial_date import start_texts, texts

BOUNDS = ("starts_on_earliest", "starts_on_latest", "ends_on_earliest", "ends_on_latest")
JULY = (datetime.date(2019, 7, 1), datetime.date(2019, 7, 31))
NINETIES = (datetime.date(1990, 1, 1), datetime.date(1999, 12, 31))
OPEN = (datetime.date.max, datetime.date.max)


def stored_bounds(record) -> tuple:
    """What stands in the table, not what the instance would answer."""
    return type(record).objects.values_list(*BOUNDS).get(pk=record.pk)


def made(key: str = "one", **period) -> Organisation:
    return Organisation(key=key, kind=Organisation.Kind.PARTY, **period)


@pytest.mark.django_db
class TestBounds:
    def test_bounds__when_saved(self):
        one = made(starts_on="2019-07", ends_on="..")
        one.save()
        assert stored_bounds(one) == (*JULY, *OPEN)
        one.starts_on = "199X"
        one.save()
        assert stored_bounds(one) == (*NINETIES, *OPEN)

    def test_bounds__when_unknown(self):
        one = made()
        one.save()
        assert stored_bounds(one) == (datetime.date.min, datetime.date.max) * 2

    def test_bounds__when_created_and_updated_in_bulk(self):
        Organisation.objects.bulk_create([made(starts_on="2019-07", ends_on="..")])
        one = Organisation.objects.get()
        assert stored_bounds(one) == (*JULY, *OPEN)
        one.starts_on = "199X"
        Organisation.objects.bulk_update([one], ["starts_on"])
        assert stored_bounds(one) == (*NINETIES, *OPEN)

    def test_bounds__when_updated_by_query(self):
        one = made(starts_on="2019-07")
        one.save()
        Organisation.objects.update(starts_on="199X", ends_on="..")
        assert stored_bounds(one) == (*NINETIES, *OPEN)

    def test_update__refuses_what_has_no_text(self):
        made().save()
        with pytest.raises(PartialDateError):
            Organisation.objects.update(starts_on=models.F("ends_on"))

    def test_bounds__when_only_some_fields_are_saved(self):
        one = made(starts_on="2019-07", ends_on="..")
        one.save()
        one.starts_on = "199X"
        one.save(update_fields=["starts_on"])
        assert stored_bounds(one) == (*NINETIES, *OPEN)

    def test_bounds__when_updated_or_created(self):
        made(starts_on="2019-07", ends_on="..").save()
        one, _created = Organisation.objects.update_or_create(
            key="one", defaults={"starts_on": "199X"}
        )
        assert stored_bounds(one) == (*NINETIES, *OPEN)
        Person.objects.create(key="rosa", sort_name="Luxemburg, Rosa")
        Person.objects.update_or_create(key="rosa", defaults={"born_on": "199X"})
        assert Person.objects.filter(born_on_earliest=NINETIES[0]).exists()

    @pytest.mark.parametrize("value", [2019, datetime.date(2019, 7, 1), " 2019-07 "])
    def test_text__is_stored_as_edtf_whatever_was_put_in(self, value):
        one = made(starts_on=value)
        one.save()
        text, earliest = Organisation.objects.values_list("starts_on", BOUNDS[0]).get()
        assert text == str(value).strip()
        assert earliest == PartialDate.parse(text).earliest

    def test_bounds__when_they_were_not_loaded(self):
        made(starts_on="199X", ends_on="..").save()
        one = Organisation.objects.only("key", "starts_on").get()
        one.starts_on = "2019-07"
        one.save()
        assert stored_bounds(one) == (*JULY, *OPEN)

    def test_bounds__when_the_text_was_not_loaded(self):
        made(starts_on="199X").save()
        one = Organisation.objects.only("key", "starts_on_earliest").get()
        assert one.starts_on_earliest == NINETIES[0]

    def test_bounds__when_loaded_from_a_fixture_without_them(self):
        text = serializers.serialize("json", [made(starts_on="2019-07", ends_on="..")])
        (row,) = json.loads(text)
        for name in BOUNDS:
            del row["fields"][name]
        for loaded in serializers.deserialize("json", json.dumps([row])):
            loaded.save()
        assert stored_bounds(Organisation.objects.get()) == (*JULY, *OPEN)

    def test_bounds__of_a_child_row_in_a_cluster(self):
        england = Territory.objects.create(code="GB-ENG")
        one = made()
        one.territories = [OrganisationTerritory(territory=england, starts_on="2019-07")]
        one.save()
        copy = Organisation.from_json(one.to_json())
        copy.territories.add(OrganisationTerritory(territory=england, starts_on="199X"))
        copy.save()
        rows = OrganisationTerritory.objects.order_by("starts_on_earliest")
        assert [stored_bounds(row)[:2] for row in rows] == [NINETIES, JULY]

    def test_bounds__follow_the_text_before_saving(self):
        one = made(starts_on="2019-07")
        one.starts_on = "199X"
        assert (one.starts_on_earliest, one.starts_on_latest) == NINETIES

    def test_save__refuses_a_text_that_is_no_date(self):
        with (
            pytest.raises(PartialDateError, match="“July” can’t be read"),
            transaction.atomic(),
        ):
            made(starts_on="July").save()
        assert not Organisation.objects.exists()

    def test_save__refuses_an_open_start(self):
        with pytest.raises(PartialDateError, match="are for an end"), transaction.atomic():
            made(starts_on="..").save()

    def test_table__refuses_an_end_before_the_start(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            made(starts_on="2019-07", ends_on="2018").save()


def errors_of(record) -> dict:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


@pytest.mark.django_db
class TestClean:
    def test_clean__names_the_text_that_is_no_date(self):
        errors = errors_of(made(starts_on="July 2019"))
        assert list(errors) == ["starts_on"]
        assert errors["starts_on"][0].startswith("“July 2019” can’t be read as a date; write")

    def test_clean__refuses_an_open_start(self):
        errors = errors_of(made(starts_on=".."))
        assert errors == {
            "starts_on": ["Two dots (..) are for an end; leave this empty if it is not known."]
        }

    def test_clean__refuses_an_end_before_the_start_once(self):
        errors = errors_of(made(starts_on="2019-07", ends_on="2019-06"))
        assert errors == {"ends_on": ["The end (2019-06) lies before the start (2019-07)."]}

    @pytest.mark.parametrize("end", ["2019-07", "2019", "2019-06~", "..", ""])
    def test_clean__accepts_an_end_that_can_lie_after_the_start(self, end):
        made(starts_on="2019-07", ends_on=end).full_clean()

    def test_form__says_what_is_wrong_beside_the_field(self):
        form_class = forms.modelform_factory(Organisation, fields=["starts_on", "ends_on"])
        form = form_class({"starts_on": "2019-07", "ends_on": "2018"}, instance=made())
        assert form.errors == {
            "ends_on": ["The end (2018) lies before the start (2019-07)."],
        }
        assert "“soon” can’t be read" in str(form_class({"ends_on": "soon"}).errors["ends_on"])
        assert form_class.base_fields["starts_on"].help_text.startswith("A day 2019-07-21, month")

    def test_form__takes_spaces_away(self):
        form_class = forms.modelform_factory(Person, fields=["sort_name", "born_on"])
        form = form_class({"sort_name": "Luxemburg, Rosa", "born_on": " 1871-03-05 "})
        assert form.save(commit=False).born_on == "1871-03-05"


class TestField:
    def test_display__in_the_active_language(self):
        one = made(starts_on="2019-07", ends_on="..")
        assert one.get_starts_on_display() == "July 2019"
        assert one.get_ends_on_display("en") == "open"
        with override("de"):
            assert one.get_starts_on_display() == "Juli 2019"

    def test_period__is_the_value_of_both_ends(self):
        assert made(starts_on="2019-07", ends_on="..").period.display("en") == "July 2019 – open"

    def test_translation__copies_dates_and_translates_none(self):
        fields = {field.field_name: field for field in get_translatable_fields(Organisation)}
        assert isinstance(fields["starts_on"], SynchronizedField)
        assert not fields["starts_on"].is_translated(made(starts_on="2019"))
        assert "starts_on_earliest" not in fields

    def test_migrations__list_the_bounds_once_and_see_no_change(self):
        state = ModelState.from_model(Organisation)
        assert set(BOUNDS) <= set(state.fields)
        names = [field.name for field in Organisation._meta.local_fields]
        assert len(names) == len(set(names))
        project = ProjectState()
        project.add_model(ModelState.from_model(Person))
        rendered = project.apps.get_model("organisations", "person")
        names = [field.name for field in rendered._meta.get_fields()]
        assert names.count("born_on_earliest") == 1
        again = ProjectState()
        again.add_model(ModelState.from_model(Person))
        assert MigrationAutodetector(project, again)._detect_changes() == {}

    @isolate_apps("organisations")
    def test_check__when_a_model_drops_the_constraint(self):
        class Forgetful(Period):
            class Meta:
                app_label = "organisations"
                constraints = []

        class Careful(Period):
            class Meta:
                app_label = "organisations"
                constraints = [*Period.Meta.constraints]

        assert [e.msg for e in Forgetful.check()] == ["The period's constraint is lost."]
        assert Careful.check() == []

    @isolate_apps("organisations")
    def test_help_text__of_its_own_reaches_the_form(self):
        class Printed(models.Model):
            on = PartialDateField(help_text="As on the cover.")

            class Meta:
                app_label = "organisations"

        assert Printed._meta.get_field("on").formfield().help_text == "As on the cover."


@pytest.mark.django_db
class TestHolding:
    @pytest.fixture(autouse=True)
    def _organisations(self):
        ends = {
            "ended": ("2010", "2018-12-31"),
            "perhaps": ("2019", ""),
            "lasting": ("2010", ".."),
            "ending": ("2010", "2026-03-15"),
            "later": ("2026-03-16", ".."),
        }
        Organisation.objects.bulk_create(
            made(key, starts_on=start, ends_on=end) for key, (start, end) in ends.items()
        )

    def keys(self, **asked) -> set[str]:
        return {one.key for one in Organisation.objects.holding(**asked)}

    def test_holding__on_a_day(self):
        on = datetime.date(2019, 6, 1)
        assert self.keys(on=on) == {"perhaps", "lasting", "ending"}
        assert self.keys(on=on, certainty="certainly") == {"lasting", "ending"}

    def test_holding__today_is_read_when_asked_and_in_utc(self):
        with time_machine.travel(datetime.datetime.fromisoformat("2026-03-15T23:30:00+00:00")):
            assert self.keys() == {"perhaps", "lasting", "ending"}
        with time_machine.travel(datetime.datetime.fromisoformat("2026-03-16T01:30:00+03:00")):
            assert self.keys() == {"perhaps", "lasting", "ending"}
        with time_machine.travel(datetime.datetime.fromisoformat("2026-03-16T00:30:00+00:00")):
            assert self.keys(certainty="certainly") == {"lasting", "later"}

    def test_holding__asked_with_another_word(self):
        with pytest.raises(ValueError, match="possibly or certainly"):
            self.keys(certainty="probably")

    def test_holding_q__through_a_relation(self):
        england = Territory.objects.create(code="GB-ENG")
        one = Organisation.objects.get(key="lasting")
        OrganisationTerritory.objects.create(
            organisation=one, territory=england, starts_on="2010", ends_on="2012"
        )

        def on(year):
            day = datetime.date(year, 6, 1)
            condition = holding_q(day, "certainly", "territories__")
            return [found.key for found in Organisation.objects.filter(condition)]

        assert on(2011) == ["lasting"]
        assert on(2012) == on(2013) == []


class TestHoldingEqualsEnumeration(TestCase):
    @given(st.lists(st.tuples(start_texts, texts), max_size=6), st.data())
    def test_holding__equals_a_plain_enumeration(self, ends, data):
        rows = [
            made(f"row-{number}", starts_on=start, ends_on=end)
            for number, (start, end) in enumerate(ends)
            if not PartialDate.parse(end).is_certainly_before(PartialDate.parse(start))
        ]
        Organisation.objects.bulk_create(rows)
        # The days at which an answer turns are where a query goes wrong.
        seams = [getattr(row, bound) for row in rows for bound in BOUNDS]
        on = data.draw(st.one_of(st.sampled_from(seams), st.dates()) if seams else st.dates())

        def found(certainty):
            return {one.key for one in Organisation.objects.holding(on, certainty)}

        possibly = {row.key for row in rows if row.period.possibly_contains(on)}
        certainly = {row.key for row in rows if row.period.certainly_contains(on)}
        assert found("possibly") == possibly
        assert found("certainly") == certainly
        assert certainly <= possibly


def test_queryset__is_one_that_keeps_bounds():
    assert issubclass(type(Organisation.objects.get_queryset()), PeriodQuerySet)
