"""By what right a text stands here: what readers are told, and what may be public."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.media.credit import names_only_platform
from articles.models import Appearance, ArticlePage, Permission, TextPage
from articles.models.publishable import UnpublishableError
from organisations.members.models import User
from organisations.period import today
from tests.articles import factory
from tests.articles.media.factory import picture

pytestmark = pytest.mark.django_db

Basis = Permission.Basis
PROOF = {
    Basis.PERMISSION: {"note": "Letter of 3 May."},
    Basis.LICENCE: {"licence": "CC BY 4.0", "holder": "The Mill"},
}


def from_elsewhere(basis=None, live=False, **fields):
    text = factory.article("Bread", live=live, **fields)
    permission = basis and factory.right(basis, **PROOF.get(basis, {}))
    Appearance.objects.create(
        text=text,
        publication="The Mill",
        address="https://mill.example/bread",
        is_first=True,
        permission=permission,
    )
    return ArticlePage.objects.get(pk=text.pk)


@pytest.mark.parametrize("basis", [None, *Basis])
def test_the_full_text__is_published_only_with_a_basis(basis):
    text = from_elsewhere(basis)
    if basis in (None, Basis.NONE):
        with pytest.raises(UnpublishableError, match="only a summary"):
            text.save_revision().publish()
        text.is_summary_only = True
    text.save_revision().publish()
    assert ArticlePage.objects.get(pk=text.pk).live


def test_a_text_published_here_first__needs_no_basis():
    text = factory.article(live=False)
    Appearance.objects.create(text=text, publication="The Mill", direction="later")
    text.save_revision().publish()
    assert ArticlePage.objects.get(pk=text.pk).rights_line == "First published on this site."


def test_its_own_permission__is_a_basis_and_comes_first():
    text = from_elsewhere(Basis.NONE)
    text.permission = factory.right(Basis.PERMISSION, holder="Ada Alder", note="Letter.")
    text.save_revision().publish()
    text = ArticlePage.objects.get(pk=text.pk)
    assert text.rights_line == "Shown with the permission of Ada Alder."


def test_a_permission_that_has_ended__is_none():
    text = from_elsewhere()
    ended = factory.right(Basis.PERMISSION, note="For a year.", ends_on="2001")
    text.appearances.update(permission=ended)
    with pytest.raises(UnpublishableError, match="permission has ended"):
        ArticlePage.objects.get(pk=text.pk).save_revision().publish()
    assert ended.allows_full_text(datetime.date(2001, 12, 31))
    assert not ended.allows_full_text(today())


def test_a_translation__stands_on_the_right_of_its_original():
    from wagtail.models import Locale

    text = from_elsewhere(Basis.NONE)
    factory.index_page(factory.ArticleIndexPage, "textes", "fr")
    french = text.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True)
    with pytest.raises(UnpublishableError, match="no right"):
        french.save_revision().publish()


def test_an_appearance_that_takes_the_right_from_a_public_text__is_refused_on_its_field():
    text = factory.article("Bread", live=False)
    text.save_revision().publish()
    with pytest.raises(ValidationError) as error:
        Appearance(text_id=text.pk, publication="The Mill").full_clean()
    assert list(error.value.message_dict) == ["permission"]
    Appearance(text=text, publication="The Mill", permission=factory.right()).full_clean()


@pytest.mark.parametrize("basis", Basis)
def test_readers__see_a_line_made_from_the_record_and_never_the_proof(client, basis):
    text = from_elsewhere(basis, is_summary_only=basis == Basis.NONE)
    text.appearances.get().permission.__class__.objects.update(terms="Ask first.", note="A letter")
    text.save_revision().publish()
    html = client.get(text.get_url()).content.decode()
    line = ArticlePage.objects.get(pk=text.pk).rights_line
    assert line
    assert f"<dt>Rights</dt><dd>{line}" in html
    assert "Ask first." in html
    assert "A letter" not in html


def canonical(client, text):
    html = client.get(text.get_url()).content.decode()
    return html.partition('<link rel="canonical" href="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("basis", "is_elsewhere"),
    [
        (Basis.OWN, False),
        (Basis.PERMISSION, True),
        (Basis.LICENCE, True),
        (Basis.PUBLIC_DOMAIN, True),
        (Basis.EXCERPT, False),
    ],
)
def test_canonical_link__leads_to_the_first_appearance_of_a_whole_text_of_others(
    client, basis, is_elsewhere
):
    text = from_elsewhere(basis)
    text.save_revision().publish()
    assert ("mill.example" in canonical(client, text)) == is_elsewhere


def test_canonical_link__of_a_summary_or_another_language_is_its_own(client):
    text = from_elsewhere(Basis.PERMISSION, is_summary_only=True)
    text.save_revision().publish()
    assert canonical(client, text).endswith(text.get_url())
    other = from_elsewhere(Basis.PERMISSION)
    other.appearances.update(language="fr")
    other.save_revision().publish()
    assert canonical(client, other).endswith(other.get_url())


def test_appearances__are_shown_in_both_directions(client):
    text = from_elsewhere(Basis.OWN)
    Appearance.objects.create(
        text=text,
        publication="The Loom",
        title="Bread again",
        direction="later",
        appeared_on="2021",
        address="https://loom.example/",
    )
    text.save_revision().publish()
    html = client.get(text.get_url()).content.decode()
    assert "<dt>First published</dt>" in html
    after = html.partition("<dt>Also published</dt>")[2]
    for words in ("The Loom", "2021", "Bread again", "reprinted later", "https://loom.example/"):
        assert words in after
    assert "The Mill" not in after


def test_appearances__survive_going_back_to_an_earlier_revision():
    text = factory.article("Bread", live=False)
    first = text.save_revision()
    first.publish()
    Appearance.objects.create(text=text, publication="The Loom", direction="later")
    first.as_object().save_revision().publish()
    assert TextPage.objects.get(pk=text.pk).appearances.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"basis": "licence", "licence": "CC BY"}, "holder"),
        ({"basis": "licence", "holder": "The Mill"}, "licence"),
        ({"basis": "permission"}, "note"),
    ],
)
def test_a_permission_without_what_it_rests_on__is_refused_on_its_field(fields, field):
    with pytest.raises(ValidationError) as error:
        Permission(**fields).full_clean()
    assert list(error.value.message_dict) == [field]
    assert len(error.value.messages) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Permission.objects.create(**fields)


def test_a_reprint__is_no_first_publication():
    with pytest.raises(ValidationError) as error:
        Appearance(
            text=factory.article(), publication="X", direction="later", is_first=True
        ).full_clean()
    assert list(error.value.message_dict) == ["is_first"]


class TestProof:
    @pytest.fixture
    def permission(self, settings, tmp_path):
        made = Permission(basis=Basis.PERMISSION)
        made.proof.storage._location = str(tmp_path)
        made.proof.storage.__dict__.pop("base_location", None)
        made.proof.storage.__dict__.pop("location", None)
        made.proof.save("letter.txt", ContentFile(b"Yes."), save=False)
        made.full_clean(exclude=["key"])
        made.save()
        return made

    def test_a_letter__is_proof_enough_and_only_editors_open_it(self, client, permission):
        address = permission.proof.url
        assert address.startswith(reverse("wagtailadmin_home"))
        assert client.get(address).status_code == 302
        client.force_login(User.objects.create_superuser("a@example.org", "x"))
        answer = client.get(address)
        assert b"".join(answer.streaming_content) == b"Yes."
        assert "no-store" in answer.headers["Cache-Control"]
        assert client.get(address + "x").status_code == 404

    def test_who_may_not_see_permissions__opens_no_letter(self, client, permission):
        from django.contrib.auth.models import Group

        from articles.site import set_up

        set_up()
        user = User.objects.create_user("c@example.org", "x")
        user.groups.add(Group.objects.get(name="Contributors"))
        client.force_login(user)
        answer = client.get(permission.proof.url)
        assert answer.status_code in (302, 403)
        assert not getattr(answer, "streaming", False)


@pytest.mark.parametrize(
    "credit",
    [
        "Facebook",
        "via Twitter/X",
        "Photo: Instagram",
        "Source: Google Images",
        "the Internet",
        "facebook.com",
        "www.instagram.com",
        "X",
        "Facebook / Instagram",
        "Фото: Интернет",
    ],
)
def test_a_credit_that_names_only_a_platform__names_nobody(credit):
    assert names_only_platform(credit)


@pytest.mark.parametrize(
    "credit",
    ["", "Getty Images", "Ada Alder / Facebook", "Wikimedia Commons", "AFP", "Reuters", "Max Net"],
)
def test_a_credit_that_names_somebody__is_taken(credit):
    assert not names_only_platform(credit)


@given(st.sampled_from(["Facebook", "Twitter/X"]), st.text("bcdghjkmnp", min_size=9, max_size=12))
def test_a_maker_beside_the_platform__is_enough(platform, name):
    assert not names_only_platform(f"{name.title()}, {platform}")


def test_a_picture_of_a_platform__is_refused_on_its_field_and_keeps_a_text_from_going_live():
    found = picture()
    found.credit = "via Facebook"
    with pytest.raises(ValidationError) as error:
        found.full_clean()
    assert list(error.value.message_dict) == ["credit"]
    found.description = "A loaf"
    found.save()
    text = factory.article(live=False)
    text.body = [("picture", {"picture": found})]
    text.save_revision()
    with pytest.raises(UnpublishableError, match="names only a platform"):
        text.save_revision().publish()


def test_a_picture_with_a_licence__needs_its_holder():
    found = picture()
    found.licence = "cc-by"
    with pytest.raises(ValidationError) as error:
        found.full_clean()
    assert list(error.value.message_dict) == ["holder"]
    found.credit = "Ada Alder"
    found.full_clean()
