"""Who speaks: by the name and affiliations as signed, whatever becomes of the signers."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from articles.models import Byline, BylineAffiliation, Signatory, StatementPage
from articles.models.publishable import UnpublishableError
from articles.structured import text_data
from organisations.models import BodyName, PersonName
from tests.articles import factory

pytestmark = pytest.mark.django_db


def signed(*bylines, make=factory.article, **fields):
    made = make("Bread", live=False, bylines=bylines, **fields)
    made.save_revision().publish()
    return type(made).objects.get(pk=made.pk)


def html_of(client, text, route=""):
    return client.get(text.get_url() + route).content.decode()


def rename(record, name_model, text):
    owner = "person" if name_model is PersonName else "body"
    record.names.all().delete()
    name_model.objects.create(**{owner: record}, text=text, source=factory.source())


def test_an_empty_name__is_written_down_when_the_draft_is_saved(client):
    ada = factory.person("Ada Alder")
    text = signed(Byline(person=ada))
    rename(ada, PersonName, "Ada Birch")
    text.save_revision().publish()
    assert text.bylines.get().name == "Ada Alder"
    assert "Ada Alder" in html_of(client, text)
    assert "Ada Birch" not in html_of(client, text)


def test_a_version__shows_name_and_affiliations_as_they_were_signed(client):
    council = factory.body("Council")
    byline = Byline(name="Ada Alder", person=factory.person("Ada Alder"))
    byline.affiliations = [BylineAffiliation(text="Secretary of the Council", body=council)]
    text = signed(byline)
    rename(council, BodyName, "Committee of Safety")
    text.title, text.change_kind = "Bread!", "wording"
    text.bylines = [Byline(name="A. Alder")]
    text.save_revision().publish()
    old = html_of(client, text, "versions/1/")
    assert "Ada Alder" in old
    assert "Secretary of the Council" in old
    assert "Committee of Safety" not in old
    assert "A. Alder" in html_of(client, text)


def test_another_signature_after_publication__is_a_change_that_has_to_be_classed():
    byline = Byline(name="Ada Alder")
    byline.affiliations = [BylineAffiliation(text="Secretary")]
    text = signed(byline)
    changed = Byline(name="Ada Alder")
    changed.affiliations = [BylineAffiliation(text="President")]
    text.bylines = [changed]
    with pytest.raises(UnpublishableError, match="what kind of change"):
        text.save_revision().publish()
    text.change_kind, text.change_note = "fact", "She was president."
    text.save_revision().publish()
    assert text.versions.count() == 2
    assert text.corrections.get().note == "She was president."
    first, second = text.versions.all()
    assert first.text_hash == second.text_hash  # no word of the text itself changed


def test_the_same_signature_saved_again__is_no_change():
    text = signed(Byline(name="Ada Alder"))
    text.bylines = [Byline(name="Ada Alder")]
    text.save_revision().publish()
    assert text.versions.count() == 1


def test_roles__are_shown_each_with_its_own_label(client):
    roles = Byline.Role
    text = signed(*(Byline(name=f"Someone the {role.value}", role=role) for role in roles))
    html = html_of(client, text)
    labels = ["Signed by", "Spoken by", "Interviewed by", "Translated by", "Transcribed by"]
    found = [html.index(f"<dt>{label}</dt>") for label in [*labels, "Photographs by"]]
    assert found == sorted(found)
    assert all(f"Someone the {role.value}" in html for role in roles)


def test_anonymous_and_collective_signatures__say_so(client):
    text = signed(Byline(is_anonymous=True), Byline(name="Workers of the yard", is_collective=True))
    assert "Anonymous" in html_of(client, text)
    (author,) = text_data(text, RequestFactory().get("/"), "Plenum")["author"]
    assert author == {"@type": "Organization", "name": "Workers of the yard"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "name"),
        ({"name": "Ada", "is_anonymous": True}, "is_anonymous"),
        ({"name": "Ada", "is_collective": True, "person": True}, "is_collective"),
        ({"name": "Ada", "body": True, "person": True}, "body"),
    ],
)
def test_a_byline_that_can_not_be__is_refused_on_its_field(fields, field):
    made = {"person": factory.person, "body": factory.body}
    fields = {name: made[name]() if name in made else value for name, value in fields.items()}
    with pytest.raises(ValidationError) as error:
        Byline(**fields).clean()
    assert list(error.value.message_dict) == [field]


class TestStatements:
    def test_the_author__is_its_body_and_no_byline(self):
        text = factory.statement("Peace", live=False, bylines=[Byline(name="Ada Alder")])
        with pytest.raises(UnpublishableError, match="author of a statement is its body"):
            text.save_revision().publish()
        text.bylines = [Byline(name="Ada Alder", role=Byline.Role.TRANSLATOR)]
        factory.adopt(text)
        text.save_revision().publish()
        assert StatementPage.objects.get(pk=text.pk).live

    def joint(self, **fields):
        text = factory.statement("Peace", live=False)
        text.signatories = [
            Signatory(organisation=factory.organisation("Dockers"), signed_on="2019-07"),
            Signatory(name="Ada Alder", person=factory.person(), **fields),
        ]
        factory.adopt(text)
        text.save_revision().publish()
        return StatementPage.objects.get(pk=text.pk)

    def test_signatories__are_the_last_words_of_the_canonical_text(self):
        text = self.joint()
        assert text.versions.get().canonical_text.endswith(
            "\n\n[signatories]\nDockers\nAda Alder\n"
        )

    def test_a_statement_without_signatories__keeps_its_digest(self):
        text = factory.statement("Peace")
        assert "[signatories]" not in text.canonical_text

    def test_another_signatory__is_another_text(self):
        text = self.joint()
        text.signatories = list(text.signatories.all())[:1]
        with pytest.raises(UnpublishableError, match="what kind of change"):
            text.save_revision().publish()

    def test_signatories__are_listed_with_their_dates_and_names_as_signed(self, client):
        text = self.joint()
        organisation = text.signatories.first().organisation
        organisation.names.all().delete()
        text.save_revision().publish()
        html = html_of(client, text)
        assert "Dockers" in html
        assert "July 2019" in html
        assert "together with 2 others" in html

    @pytest.mark.parametrize("fields", [{}, {"person": True, "organisation": True}])
    def test_a_signatory__is_exactly_one(self, fields):
        made = {"person": factory.person, "organisation": factory.organisation}
        with pytest.raises(ValidationError, match="Choose one"):
            Signatory(name="Ada", **{name: made[name]() for name in fields}).clean()
