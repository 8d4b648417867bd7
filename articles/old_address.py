"""Addresses of earlier sites: what once led to a text leads to it still.

Redirects that editors enter, and those that Wagtail makes when a page is moved or renamed, come
first. After them, the appearances of a text on an earlier site of ours are asked for its address
and its identifier there, so that `spip.php?article3502` and `/?p=123` need no redirect each.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from django.http import HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from articles.models import Appearance

# SPIP names a text by a bare word in the query, or by a page of that name.
SPIP = re.compile(r"(?:article|breve|rubrique|mot|auteur)\d+")
SPIP_PATH = re.compile(rf"(?:^|/)({SPIP.pattern})(?:\.html)?$")
SPIP_NUMBERS = {"id_article": "article", "id_breve": "breve", "id_rubrique": "rubrique"}
# WordPress names a text by a number.
NUMBERS = ("p", "page_id")
# A home page answers whatever stands after the question mark.
HOME = re.compile(r"/(?:[a-z]{2,3}(?:-[a-z]+)?/)?")
LONGEST = 500  # characters of an address in the table


def identifiers(path: str, query: str) -> list[str]:
    """The names by which earlier sites may have called what an address asks for."""
    found = []
    if match := SPIP_PATH.search(path):
        found.append(match[1])
    for name, value in parse_qsl(query, keep_blank_values=True):
        if not value and SPIP.fullmatch(name):
            found.append(name)
        elif name in SPIP_NUMBERS and value.isdecimal():
            found.append(SPIP_NUMBERS[name] + value)
        elif name in NUMBERS and value.isdecimal():
            found.append(f"{name}={value}")
    bare = path.strip("/")
    if bare:
        found += [f"{bare}?{query}", bare] if query else [bare]
    return [each for each in dict.fromkeys(found) if len(each) <= LONGEST and "\0" not in each]


def text_at(path: str, query: str):
    """The text that stood at an address of an earlier site of ours; None for what never did."""
    appearances = Appearance.objects.filter(
        is_own_site=True, text__first_published_at__isnull=False
    ).select_related("text")
    if names := identifiers(path, query):
        found = appearances.filter(identifier__in=names).order_by("key").first()
        if found:
            return found.text
    asked = f"{path}?{query}" if query else path
    if len(asked) < 2 or len(asked) > LONGEST or "\0" in asked:
        return None
    for each in appearances.filter(address__endswith=asked).order_by("key"):
        parts = urlsplit(each.address)
        if (unquote(parts.path), unquote(parts.query)) == (path, query):
            return each.text
    return None


def new_address(request) -> str:
    """Where the address that was asked for leads now; "" where nothing is known of it."""
    if HOME.fullmatch(request.path):
        redirect = get_redirect(request, Redirect.normalise_path(request.get_full_path()))
        if redirect and redirect.link:
            return redirect.link
    path, query = request.path, unquote(request.META.get("QUERY_STRING", ""))
    for each in (path, HOME.sub("/", path, count=1)):
        if text := text_at(each, query):
            return text.specific.get_url(request) or ""
    return ""


class OldAddressMiddleware:
    """Leads on from addresses that answer nothing, and from home pages asked for by a number.

    It stands outside Wagtail's redirects, which know better, and inside the choice of language,
    which would put a language before an old address that nobody looked up yet.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or not self.is_open(request, response):
            return response
        address = new_address(request)
        if not address or address == request.path:
            return response
        return HttpResponsePermanentRedirect(address)

    def is_open(self, request, response) -> bool:
        """Whether the answer leaves open what was meant."""
        if response.status_code == 404:
            return True
        query = request.META.get("QUERY_STRING")
        if not query or not HOME.fullmatch(request.path):
            return False
        return request.path == "/" or bool(identifiers("", query))
