"""Pictures and files as editors bring them in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.media.models import File, Picture
from tests.articles.media.factory import image_file, picture
from tests.organisations.members.factory import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(site):
    return signed_in("Contributors")


def upload(client, **fields):
    image = SimpleUploadedFile("march.png", image_file().read(), content_type="image/png")
    data = {"title": "A march", "file": image, **fields}
    return client.post(reverse("wagtailimages:add"), data)


def test_picture__is_kept_with_its_rights(contributor):
    upload(
        contributor,
        description="A march in the rain",
        credit="Ada Alder",
        holder="League of Gardeners",
        licence="cc-by",
        source_address="https://example.org/march",
    )
    made = Picture.objects.get()
    assert (made.key, made.description, made.credit, made.licence) == (
        "a-march",
        "A march in the rain",
        "Ada Alder",
        "cc-by",
    )
    assert made.uploaded_by_user == contributor.user


def test_picture__is_decorative_or_says_something(contributor):
    response = upload(contributor, description="A march", is_decorative="on")
    assert "remove the text or the mark" in response.content.decode()
    assert not Picture.objects.exists()
    upload(contributor, is_decorative="on")
    assert Picture.objects.get().is_decorative


def test_picture_of_another__is_not_changed_by_a_contributor(contributor):
    other = picture(title="Poster")
    contributor.post(reverse("wagtailimages:edit", args=[other.pk]), {"title": "Mine"})
    other.refresh_from_db()
    assert other.title == "Poster"


def test_several_pictures__are_brought_in_at_once(contributor):
    image = SimpleUploadedFile("march.png", image_file().read(), content_type="image/png")
    response = contributor.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "A march", "files[]": image},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.json()["success"]
    assert Picture.objects.get().key == "a-march"


def test_file__is_kept_with_its_rights(contributor):
    leaflet = SimpleUploadedFile("leaflet.txt", b"Words")
    data = {"title": "Leaflet", "file": leaflet, "credit": "Ada Alder", "licence": "own"}
    contributor.post(reverse("wagtaildocs:add"), data)
    made = File.objects.get()
    assert (made.key, made.credit, made.licence) == ("leaflet", "Ada Alder", "own")
