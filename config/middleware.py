"""What happens around every request of this site."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

WRITING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class LanguageMiddleware(LocaleMiddleware):
    """Chooses the reader's language, and adds it to addresses that nothing here answers to.

    Django's own adds it to every address that is not found: an editor whose page has gone, or a
    program that asks for a file, would be led to the readers' page for what is missing.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == 404 and request.resolver_match:
            return response
        return super().process_response(request, response)


class WriteTransactionMiddleware:
    """All that a writing request does is kept, or, on an answer of 500 or more, nothing of it.

    Reading requests get no transaction: on SQLite ours take the write lock when they begin, and a
    page view that takes it waits for every editor who saves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in WRITING_METHODS:
            return self.get_response(request)
        try:
            read_body(request)
        except UnreadablePostError:
            return HttpResponseBadRequest("The request ended before all of it had arrived.")
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def read_body(request: HttpRequest) -> None:
    """Wait for the whole body now, so that a slow upload does not hold the write lock.

    Raises `UnreadablePostError` where the sender went away; a body that is too large or broken
    raises what Django answers with 400.
    """
    if request.content_type in FORM_TYPES:
        request.POST  # noqa: B018 - reading it parses the form and its files
    else:
        request.body  # noqa: B018
