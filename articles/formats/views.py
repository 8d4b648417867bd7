"""The addresses of formats: next to the page, and only while the page is there for everyone."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.models import Page

from articles.formats.making import QUICK, WRITERS, ask_for, said_by
from articles.formats.models import Format, MadeFile
from articles.formats.offer import CONTENT_TYPES, FILE_NAMES, is_public
from articles.models import TextPage

BY_FILE_NAME = {name: format for format, name in FILE_NAMES.items()}
# The last part of an address below a page or a version of it.
PATTERN = (
    r"^(?P<path>(?:[\w\-]+/)+?)(?:versions/(?P<number>[0-9]{1,6})/)?"
    r"(?P<name>text\.(?:md|epub|pdf)|share\.png)$"
)
RELOAD_AFTER = 3  # seconds


def text_at(request, path: str) -> TextPage:
    """The text at an address, found as the page itself is; 404 where not every reader sees it."""
    route = Page.route_for_request(request, path)
    page = route.page.specific if route else None
    if not isinstance(page, TextPage) or not is_public(page):
        raise Http404
    return page


@require_safe
def serve(request, path: str, name: str, number: str | None = None):
    """The file; or, where it is being made, a page that says so and asks again by itself."""
    format = BY_FILE_NAME[name]
    page = text_at(request, path)
    versions = page.versions.order_by("-number")
    version = (versions.filter(number=number) if number else versions).first()
    said = said_by(version) if version else None
    if said is None:
        raise Http404
    text, formats = said
    if format is not Format.SHARE and format not in formats:
        raise Http404
    if number and not text.is_superseded:
        return HttpResponseRedirect(page.get_url(request) + name)
    made = ask_for(version, format, text)
    if made.is_current(text.fingerprint):
        return the_file(request, page, made)
    if format in QUICK and made.state != MadeFile.State.FAILED:
        # Somebody else is just keeping it; that takes no longer than making it once more.
        content = HttpResponse(WRITERS[format](text), content_type=CONTENT_TYPES[format])
        return with_headers(content, page, format)
    return being_made(request, page, made)


def the_file(request, page, made: MadeFile):
    """The kept file, or 304 where the reader's program has it already."""
    etag = f'"{made.fingerprint[:32]}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = FileResponse(made.file.open("rb"), content_type=CONTENT_TYPES[made.format])
    answer.headers["ETag"] = etag
    return with_headers(answer, page, made.format)


def with_headers(answer, page, format):
    """How it is called, that search engines shall find the page instead, how long it holds."""
    extension = FILE_NAMES[format].rpartition(".")[2]
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=format == Format.EPUB,
        filename=f"{page.slug}.{extension}",
    )
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Link"] = f'<{page.canonical_elsewhere or page.full_url}>; rel="canonical"'
    # Kept by readers' programs, but asked for each time: a text can be withdrawn.
    patch_cache_control(answer, public=True, no_cache=True)
    return answer


def being_made(request, page, made: MadeFile):
    """Says what is happening; asks again by itself, without a script, unless it has failed."""
    has_failed = made.state == MadeFile.State.FAILED
    context = {
        "page": page,
        "format": Format(made.format).label,
        "has_failed": has_failed,
        "reload_after": RELOAD_AFTER,
    }
    answer = TemplateResponse(
        request, "pages/being_made.html", context, status=503 if has_failed else 202
    )
    answer.headers["Retry-After"] = str(60 if has_failed else RELOAD_AFTER)
    answer.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, no_store=True)
    return answer
