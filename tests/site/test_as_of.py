"""The record as of a day, as readers ask for it in the address."""

import re

import pytest

pytestmark = pytest.mark.django_db
IEC = "/en/structure/international-executive-committee/"
PATHS = ["", "sections/", "timeline/", "genealogy/", "international-executive-committee/"]


@pytest.mark.parametrize("path", PATHS)
def test_a_day__is_shown_and_not_indexed(loaded, client, path):
    html = client.get(f"/en/structure/{path}?on=2019-01-01").content.decode()
    assert 'name="on" value="2019-01-01"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in client.get(f"/en/structure/{path}").content.decode()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("value", ["2019", "2019-13-01", "yesterday", "2019-1-1", "٢٠١٩-٠١-٠١"])
def test_anything_but_a_day__is_not_found(loaded, client, path, value):
    assert client.get(f"/en/structure/{path}", {"on": value}).status_code == 404


def test_links_among_structure_pages__carry_the_day(loaded, client):
    html = client.get(f"{IEC}?on=2019-01-01").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    links = re.findall(r'href="(/en/structure/[^"]+)"', main)
    within = [link for link in links if "/popolo/" not in link and link != "/en/structure/"]
    assert within
    assert all(link.endswith("?on=2019-01-01") for link in within)


def test_the_split__makes_one_majority_two_claims(loaded, client):
    before = client.get("/en/structure/genealogy/?on=2019-01-01").content.decode()
    after = client.get("/en/structure/genealogy/?on=2020-01-01").content.decode()
    assert "The CWI splits" not in before
    assert "The CWI splits" in after
