"""Every address of the site. Pages begin with their language; the rest has none."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.translation import get_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images import urls as wagtailimages_urls

from articles import sitemap
from articles.formats import views as formats
from articles.workflow import submission_view
from organisations import ballot
from organisations.members.profile import profile

# Files are served through a check of who may read them; only these folders hold nothing closed.
OPEN_MEDIA_FOLDERS = ("images", "avatar_images")


def to_readers_language(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in the language that the reader's browser asks for.

    `LanguageMiddleware` has chosen it, and adds the header that keeps caches from mixing languages.
    """
    return HttpResponseRedirect(f"/{get_language()}/")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The one door: forms of Wagtail and Django know nothing of what signing in requires here.

    Keeps `next`. Whoever is signed in and still sent here may not enter: sending her back to the
    sign-in page would send her here again, without end.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    kept = {"next": request.GET["next"]} if "next" in request.GET else None
    return HttpResponseRedirect(reverse("account_login", query=kept))


urlpatterns: list[URLPattern | URLResolver] = [
    path("", to_readers_language, name="root"),
    path("admin/login/", to_sign_in),
    path("django-admin/login/", to_sign_in),
    path("admin/account/", profile),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("accounts/", include("allauth.account.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("images/", include(wagtailimages_urls)),
    *ballot.urls,
    path("robots.txt", sitemap.robots),
    path("sitemap.xml", sitemaps.index, {"sitemaps": sitemap.SITEMAPS}),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": sitemap.SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]

if settings.DEBUG:
    for folder in OPEN_MEDIA_FOLDERS:
        urlpatterns += static(
            f"{settings.MEDIA_URL}{folder}/", document_root=settings.MEDIA_ROOT / folder
        )

urlpatterns += i18n_patterns(
    re_path(formats.PATTERN, formats.serve, name="formats"),
    path("send-a-text/", submission_view.send, name="send_text"),
    path("send-a-text/<str:token>/", submission_view.state, name="submission"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
