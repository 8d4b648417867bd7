"""Pages of each kind are submitted, translated and published in another language."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from articles.models import Byline, BylineAffiliation, HomePage, PlainPage
from organisations.models import BodyPage, OrganisationPage
from tests.articles import factory
from tests.articles.blocks import factory as blocks
from tests.articles.media.factory import picture, picture_block
from tests.organisations.members.factory import signed_in

pytestmark = pytest.mark.django_db


def article(**fields):
    byline = Byline(name="A. Alder", person=factory.person("Ada Alder"))
    byline.affiliations = [BylineAffiliation(text="Dockers’ Union", body=factory.body())]
    return factory.article(
        "On strike",
        bylines=[byline],
        kind="talk",
        written_on="2019-07",
        delivered_on="2019~",
        **{"body": whole_body(picture(description="A march")), **fields},
    )


def whole_body(image):
    """One block of each kind, and a picture."""
    return [*blocks.whole(), picture_block(image)]


def plain_page():
    body = whole_body(picture(description="A march"))
    home = HomePage.objects.get(slug="home-en")
    return home.add_child(instance=PlainPage(title="Join us", body=body))


def body_page():
    page = BodyPage(title="The council", body=factory.body(), intro="<p>It decides.</p>")
    return factory.structure_page().add_child(instance=page)


def organisation_page():
    page = OrganisationPage(title="The league", organisation=factory.organisation())
    return factory.structure_page().add_child(instance=page)


def home_page():
    """The source language's front page, on a site that has no French one yet."""
    HomePage.objects.get(slug="home-fr").delete()
    home = HomePage.objects.get(slug="home-en")
    home.title, home.standfirst, home.lead = "Welcome", "Who we are", factory.article("Lead")
    home.save()
    return home


MAKERS = {
    "article": article,
    "statement": lambda: factory.statement("We say", body=[("pull_quote", "We won")]),
    "document": lambda: factory.document("About us", kind="about"),
    "plain page": plain_page,
    "home": home_page,
    "structure": factory.structure_page,
    "body": body_page,
    "organisation": organisation_page,
}


@pytest.fixture
def editor(site):
    return signed_in("Editors")


@pytest.fixture
def french(site):
    return Locale.objects.get(language_code="fr")


def submit(client, page, locale):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(address, {"locales": [locale.pk]})
    assert response.status_code == 302
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def offered(translation):
    """The texts that a translator is given, by the field they stand in."""
    segments = StringSegment.objects.filter(source=translation.source)
    return {
        segment.context.path.partition(".")[0]: segment.string.data
        for segment in segments.select_related("context", "string")
    }


def translate_all(client, translation):
    for segment in StringSegment.objects.filter(source=translation.source):
        if segment.context.path == "slug":
            continue
        names = [translation.pk, segment.pk]
        response = client.put(
            reverse("wagtail_localize:edit_string_translation", args=names),
            f"value=Traduit {segment.pk}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 201, response.content


def publish(client, page, run):
    with run(execute=True):
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True
        )


@pytest.mark.parametrize("kind", MAKERS)
def test_page__is_submitted_translated_and_published(
    kind, editor, french, django_capture_on_commit_callbacks
):
    page = MAKERS[kind]()
    translation = submit(editor, page, french)
    target = page.get_translation(french)
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert form.status_code == 200
    assert "wagtail_localize" in form.templates[0].name
    translate_all(editor, translation)
    publish(editor, target, django_capture_on_commit_callbacks)
    shown = Page.objects.get(pk=target.pk).specific
    # A second person has to say first that a statement's translation says the same.
    assert shown.live == (kind != "statement")
    if kind == "statement":
        return
    assert shown.title.startswith("Traduit")
    assert shown.get_parent().locale == french or shown.get_parent().is_root()


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "home"])
def test_translation__begins_as_a_draft(kind, editor, french):
    page = MAKERS[kind]()
    submit(editor, page, french)
    assert page.live
    assert not page.get_translation(french).live


def test_note_and_table__are_translated_in_their_place(
    editor, french, django_capture_on_commit_callbacks
):
    page = article()
    translation = submit(editor, page, french)
    target = page.get_translation(french)
    texts = [s.string.data for s in StringSegment.objects.filter(source=translation.source)]
    assert "rosea roseb.<small>rosec</small>" in texts
    assert "one" not in texts  # an anchor is no word
    translate_all(editor, translation)
    publish(editor, target, django_capture_on_commit_callbacks)
    shown = Page.objects.get(pk=target.pk).specific
    table = next(child.value for child in shown.body if child.block_type == "table")
    assert all(cell.startswith("Traduit") for row in table["data"] for cell in row)
    assert table["table_caption"].startswith("Traduit")
    heading = next(child.value for child in shown.body if child.block_type == "heading")
    assert heading["anchor"] == "one"


def test_translators__get_words_and_no_dates_names_or_codes(editor, french):
    page = article(standfirst="In short", kicker="Strike", author_note="A docker")
    translation = submit(editor, page, french)
    expected = {"title", "slug", "standfirst", "kicker", "author_note", "body"}
    assert set(offered(translation)) == expected


@pytest.mark.parametrize("kind", ["statement", "body", "organisation"])
def test_translators__can_not_choose_another_record(kind, editor, french):
    translation = submit(editor, MAKERS[kind](), french)
    paths = OverridableSegment.objects.filter(source=translation.source)
    assert not {"issued_by", "body", "organisation"} & set(
        paths.values_list("context__path", flat=True)
    )


def test_records_dates_and_signatures__are_those_of_the_source(editor, french):
    page = article()
    submit(editor, page, french)
    target = page.get_translation(french)
    (byline,) = target.bylines.all()
    (affiliation,) = byline.affiliations.all()
    assert (byline.name, byline.person) == ("A. Alder", page.bylines.get().person)
    assert (affiliation.text, affiliation.body) == (
        "Dockers’ Union",
        page.bylines.get().affiliations.get().body,
    )
    assert (target.written_on, target.delivered_on, target.kind) == ("2019-07", "2019~", "talk")
    statement = factory.statement("We say")
    submit(editor, statement, french)
    assert statement.get_translation(french).issued_by == statement.issued_by


def test_record_page__is_translated_but_not_copied(editor, french):
    page = body_page()
    copying = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert editor.get(copying).status_code in (200, 302)
    submit(editor, page, french)
    target = page.get_translation(french)
    assert (target.body, target.locale) == (page.body, french)
    assert BodyPage.objects.count() == 2


def test_lead_of_a_front_page__is_in_its_language(editor, french, client):
    lead = factory.article("Lead")
    HomePage.objects.filter(slug="home-fr").update(lead=lead)
    assert client.get("/fr/").context["lead"].title == "Lead"
    submit(editor, lead, french)
    translated = lead.get_translation(french)
    translated.title = "Le principal"
    translated.save_revision().publish()
    response = client.get("/fr/")
    assert response.context["lead"].title == "Le principal"


def test_translation_with_an_undescribed_picture__stays_a_draft(
    editor, french, django_capture_on_commit_callbacks
):
    march = picture(description="A march")
    page = article(body=[picture_block(march)])
    submit(editor, page, french)
    target = page.get_translation(french)
    march.description = ""
    march.save()
    response = publish(editor, target, django_capture_on_commit_callbacks)
    assert response.status_code == 200
    assert "has no alternative text" in response.content.decode()
    assert not Page.objects.get(pk=target.pk).live
