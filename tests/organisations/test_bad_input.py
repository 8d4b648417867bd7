"""Bad input in the forms of the admin: one clear message at the right place, nothing saved."""

import pytest
from django.urls import reverse

from organisations.models import (
    Body,
    BodyLink,
    Contact,
    Decision,
    Dissent,
    FurtherSource,
    Membership,
    Organisation,
    Relation,
    Territory,
)
from tests.articles import factory
from tests.organisations import factory as records
from tests.organisations.members.factory import signed_in
from tests.organisations.records import decision, errors_of, membership, relation, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(site):
    return signed_in("Editors")


def editing(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def adding(model):
    return reverse(model.snippet_viewset.get_url_name("add"))


def row(relation, number=0, **fields):
    """The fields of a new row of a relation, which is the only one that the form sends."""
    named = {f"{relation}-{number}-{name}": value for name, value in fields.items()}
    nested = f"{relation}-{number}-further_sources"
    sets = {relation: number + 1, nested: 0}
    counts = {f"{name}-TOTAL_FORMS": total for name, total in sets.items()}
    return named | counts | {f"{nested}-INITIAL_FORMS": 0, f"{relation}-{number}-ORDER": number + 1}


def row_errors(response, relation):
    """What the rows of a relation say, by field."""
    found = {}
    for each in response.context["form"].formsets[relation].forms:
        found |= {name: list(said) for name, said in each.errors.items()}
    return found


class TestChain:
    @pytest.fixture
    def link(self):
        """Fields of a row that says which body elects this one."""
        source = factory.source()

        def fields(other, **more):
            return row(
                "links",
                kind="elected_by",
                other=other.pk,
                source=source.pk,
                status="accepted",
                **more,
            )

        return fields

    def test_loop__is_named_at_the_other_body(self, editor, link):
        congress, executive = factory.body("Congress"), factory.body("Executive")
        BodyLink.objects.create(
            body=executive, other=congress, kind="elected_by", source=factory.source()
        )
        response = send(editor, editing(congress), **link(executive))
        assert response.status_code == 200
        (sentence,) = row_errors(response, "links")["other"]
        assert "would run in a circle: “Executive” leads back here" in sentence
        assert BodyLink.objects.count() == 1

    def test_body_that_elects_itself__is_refused(self, editor, link):
        congress = factory.body("Congress")
        response = send(editor, editing(congress), **link(congress))
        assert response.status_code == 200
        (sentence,) = row_errors(response, "links")["other"]
        assert "would run in a circle" in sentence
        assert not BodyLink.objects.exists()

    def test_end_before_start__is_named_at_the_end(self, editor, link):
        congress, executive = factory.body("Congress"), factory.body("Executive")
        fields = link(congress, starts_on="2019", ends_on="2018")
        response = send(editor, editing(executive), **fields)
        (sentence,) = row_errors(response, "links")["ends_on"]
        assert sentence == "The end (2018) lies before the start (2019)."
        assert not BodyLink.objects.exists()


def test_end_before_start_of_a_term__is_named_at_the_end(editor):
    term = membership()
    response = send(editor, editing(term), starts_on="2019-07", ends_on="2019-06")
    assert list(response.context["form"].errors) == ["ends_on"]
    assert "lies before the start" in errors_of(response)


@pytest.mark.parametrize("code", ["ZZ", "GB-XXX", "ATLANTIS"])
def test_unknown_country__is_named_at_the_code(editor, code):
    response = send(editor, adding(Territory), code=code)
    assert list(response.context["form"].errors) == ["code"]
    assert code in errors_of(response)
    assert not Territory.objects.filter(code=code).exists()


class TestDuplicate:
    def test_relation_of_the_same_source__is_named_at_the_source(self, editor):
        one = relation()
        fields = {
            "subject": one.subject_id,
            "kind": one.kind,
            "object": one.object_id,
            "source": one.source_id,
            "claimant": one.claimant_id,
        }
        response = send(editor, adding(Relation), **fields)
        assert list(response.context["form"].errors) == ["source"]
        assert "This is in the record already, from the same source" in errors_of(response)
        assert Relation.objects.count() == 1

    def test_term_of_the_same_source__is_named_at_the_source(self, editor):
        one = membership()
        fields = {
            "person": one.person_id,
            "body": one.body_id,
            "starts_on": one.starts_on,
            "source": one.source_id,
        }
        response = send(editor, adding(Membership), **fields)
        assert list(response.context["form"].errors) == ["source"]
        assert Membership.objects.count() == 1

    def test_key__is_named_at_the_key(self, editor):
        one = factory.body("Congress")
        fields = {"organisation": one.organisation_id, "kind": "congress", "key": one.key}
        fields |= row("names", text="Congress", source=factory.source().pk)
        response = send(editor, adding(Body), **fields)
        assert list(response.context["form"].errors) == ["key"]

    def test_rule_of_a_day__is_named(self, editor):
        rule = records.rule(factory.body())
        other = records.rule(rule.body, effective_on="2010-01-01")
        response = send(editor, editing(other), effective_on="2000-01-01")
        assert "This body has a rule from that day on already." in errors_of(response)


def test_rows_of_an_organisation__are_kept_with_what_they_say(editor):
    """Contacts with periods and further sources go through the form."""
    league, second = factory.organisation("League"), factory.source()
    fields = row("contacts", kind="site", value="https://league.example", starts_on="2019")
    assert (
        errors_of(send(editor, editing(league), **fields, **{"contacts-0-is_public": "on"})) == ""
    )
    contact = Contact.objects.get()
    assert (contact.value, contact.starts_on, contact.is_public) == (
        "https://league.example",
        "2019",
        True,
    )
    response = send(
        editor, editing(league), **row("contacts", 1, kind="mail", value="x", ends_on="no")
    )
    assert "“no”" in str(row_errors(response, "contacts")["ends_on"])
    term = membership()
    assert errors_of(send(editor, editing(term), **row("further_sources", source=second.pk))) == ""
    assert FurtherSource.objects.get().membership == term
    twice = row("further_sources", 1, source=second.pk)
    assert "source" in errors_of(send(editor, editing(term), **twice))
    assert FurtherSource.objects.count() == 1


def test_dissent__is_of_an_elector_of_this_decision_or_a_name(editor):
    resolved, other = decision(), decision()
    page = editor.get(editing(resolved)).content.decode()
    assert errors_of(send(editor, editing(resolved), **row("dissents", name_as_written="Bo"))) == ""
    assert Dissent.objects.get().decision == resolved
    fields = row("dissents", 1, text="No.")
    assert "Name the elector or write the name, not both." in errors_of(
        send(editor, editing(resolved), **fields)
    )
    term = membership()
    elector = other.electors.create(
        membership=term, person=term.person, name="Cy Cedar", capacity="full", weight=1
    )
    assert "Cy Cedar" not in page + editor.get(editing(resolved)).content.decode()
    response = send(editor, editing(resolved), **row("dissents", 1, elector=elector.pk))
    assert "elector" in row_errors(response, "dissents")
    assert "Cy Cedar" in editor.get(editing(other)).content.decode()


def test_vote_in_words__needs_no_numbers(editor):
    resolved = decision()
    fields = {"vote_note": "majority, numbers not given"}
    assert errors_of(send(editor, editing(resolved), **fields)) == ""
    stored = Decision.objects.get(pk=resolved.pk)
    assert (stored.vote_note, stored.votes_for, stored.has_counts) == (
        "majority, numbers not given",
        None,
        False,
    )


def test_source_in_use__stays_and_the_sentence_names_what_relies_on_it(site):
    one = relation()
    client = signed_in("Administrators")
    delete = reverse(one.source.snippet_viewset.get_url_name("delete"), args=[one.source_id])
    page = client.post(delete, follow=True).content.decode()
    assert "can&#x27;t be deleted, because this relies on it" in page
    assert str(one.subject) in page
    assert Relation.objects.get().source == one.source
    assert Organisation.objects.filter(pk=one.subject_id).exists()
