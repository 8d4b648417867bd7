"""Who may do what in the admin, for now: three roles, each a group with exactly these rights.

The one place where rights are written down; `articles.workflow.setup` makes the groups so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

HOME_PAGES = "articles.HomePage"
INDEX_PAGES = (
    "articles.ArticleIndexPage",
    "articles.StatementIndexPage",
    "articles.LibraryIndexPage",
)
# The root of the page tree, above the home pages: a new language begins there.
ROOT_PAGE = "wagtailcore.Page"

PICTURES_AND_FILES = ("wagtailimages.image", "wagtaildocs.document")

RECORDS = (
    "articles.appearance",
    "articles.notice",
    "articles.permission",
    "articles.series",
    "articles.topic",
    "organisations.body",
    "organisations.bodyrule",
    "organisations.decision",
    "organisations.event",
    "organisations.figure",
    "organisations.meeting",
    "organisations.membership",
    "organisations.organisation",
    "organisations.person",
    "organisations.post",
    "organisations.relation",
    "organisations.source",
    "organisations.territory",
)


class Role(models.TextChoices):
    """The value is the group's name, which stays; lists of accounts show it translated."""

    CONTRIBUTOR = "Contributors", _("Contributors")
    EDITOR = "Editors", _("Editors")
    ADMINISTRATOR = "Administrators", _("Administrators")


@dataclass(frozen=True)
class Rights:
    """What a role may do; nothing else, except that `is_everything` adds all that can be granted.

    `pages`: actions on each page of a type and on all below it. Adding there includes changing,
    submitting and deleting one's own drafts. `media`: actions on all pictures and files; adding
    includes changing one's own. `records`: actions on each of `RECORDS`. `others`: single
    permissions, as "app.codename".
    """

    pages: Mapping[str, frozenset[str]]
    media: frozenset[str]
    records: frozenset[str] = frozenset()
    others: frozenset[str] = field(default_factory=frozenset)
    is_everything: bool = False


RIGHTS: Mapping[Role, Rights] = {
    Role.CONTRIBUTOR: Rights(
        pages=dict.fromkeys(INDEX_PAGES, frozenset({"add"})),
        media=frozenset({"add", "choose"}),
    ),
    Role.EDITOR: Rights(
        pages={HOME_PAGES: frozenset({"add", "change", "publish", "lock", "unlock"})},
        media=frozenset({"add", "change", "choose"}),
        records=frozenset({"add", "change", "view"}),
        others=frozenset(
            {
                "articles.change_sitesettings",
                "wagtail_localize.submit_translation",
                *(f"wagtailredirects.{each}_redirect" for each in ("add", "change", "view")),
            }
        ),
    ),
    Role.ADMINISTRATOR: Rights(
        pages={
            ROOT_PAGE: frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"}),
        },
        media=frozenset({"add", "change", "choose"}),
        records=frozenset({"add", "change", "delete", "view"}),
        is_everything=True,
    ),
}

# Everybody with a role may enter the admin.
ACCESS = "wagtailadmin.access_admin"

# Those who may approve a text that was submitted.
APPROVERS = (Role.EDITOR, Role.ADMINISTRATOR)
