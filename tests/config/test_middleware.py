"""One transaction for each request that writes, and none for those that read."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from config.middleware import WriteTransactionMiddleware

ADDRESS = "written@example.org"


def write_and_answer(request, status):
    get_user_model().objects.create_user(ADDRESS)
    return HttpResponse(status=status)


def write_and_break(request):
    get_user_model().objects.create_user(ADDRESS)
    raise RuntimeError("broken after the first of two steps")


urlpatterns = [
    path("answer/<int:status>/", write_and_answer),
    path("break/", write_and_break),
]


def is_written():
    return get_user_model().objects.filter(email=ADDRESS).exists()


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
class TestRollback:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_is_kept__when_the_view_breaks(self, client, method):
        assert getattr(client, method)("/break/").status_code == 500
        assert not is_written()

    @pytest.mark.parametrize("status", [500, 503])
    def test_nothing_is_kept__when_the_view_answers_with_an_error(self, client, status):
        assert client.post(f"/answer/{status}/").status_code == status
        assert not is_written()

    @pytest.mark.parametrize("status", [200, 302, 404, 409])
    def test_all_is_kept__when_the_answer_is_below_500(self, client, status):
        assert client.post(f"/answer/{status}/").status_code == status
        assert is_written()


class Body(io.BytesIO):
    """A request's body that remembers whether the database was held while it arrived."""

    was_held: bool | None = None

    def read(self, *size):
        self.was_held = connection.in_atomic_block
        return super().read(*size)

    def readline(self, *size):
        self.was_held = connection.in_atomic_block
        return super().readline(*size)


class BrokenBody(io.BytesIO):
    """A body whose sender goes away."""

    def read(self, *size):
        raise OSError("connection reset")


def request_with(body, content_type, length):
    return RequestFactory().generic(
        "POST", "/", b"-" * length, content_type, **{"wsgi.input": body}
    )


MULTIPART = (
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\nabc\r\n--edge--\r\n"
)


@pytest.mark.django_db(transaction=True)
class TestLock:
    """With IMMEDIATE transactions, being in one means holding SQLite's write lock."""

    def is_held_during(self, method):
        held = []

        def view(request):
            held.append(connection.in_atomic_block)
            return HttpResponse()

        WriteTransactionMiddleware(view)(RequestFactory().generic(method, "/"))
        return held == [True]

    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_no_lock_is_taken__when_reading(self, method):
        assert not self.is_held_during(method)

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_one_transaction_holds_the_whole_view__when_writing(self, method):
        assert self.is_held_during(method)

    @pytest.mark.parametrize(
        ("content", "content_type"),
        [
            (MULTIPART, "multipart/form-data; boundary=edge"),
            (b"a=1&b=2", "application/x-www-form-urlencoded"),
            (json.dumps({"a": 1}).encode(), "application/json"),
            (b"\x00\x01", "application/octet-stream"),
        ],
    )
    def test_the_body_has_arrived__before_the_lock_is_taken(self, content, content_type):
        body = Body(content)
        request = request_with(body, content_type, len(content))
        WriteTransactionMiddleware(lambda request: HttpResponse())(request)
        assert body.was_held is False

    def test_the_view_still_gets_the_files__when_they_were_read_before(self):
        request = request_with(
            Body(MULTIPART), "multipart/form-data; boundary=edge", len(MULTIPART)
        )
        got = []
        WriteTransactionMiddleware(
            lambda request: got.append(request.FILES["file"].read()) or HttpResponse()
        )(request)
        assert got == [b"abc"]


def test_the_view_is_not_called__when_the_sender_went_away():
    def view(request):
        raise AssertionError("half a body must not be worked on")

    request = request_with(BrokenBody(b""), "application/json", 10)
    assert WriteTransactionMiddleware(view)(request).status_code == 400
