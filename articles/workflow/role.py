"""Who may do what in the admin: seven roles, each a group with exactly these rights.

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
    TRANSLATOR = "Translators", _("Translators")
    MODERATOR = "Moderators", _("Moderators")
    RIGHTS_EDITOR = "Rights editors", _("Rights editors")
    SECRETARIAT = "Secretariat", _("Secretariat")
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

    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    media: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    others: frozenset[str] = field(default_factory=frozenset)
    is_everything: bool = False


TRANSLATE = "wagtail_localize.submit_translation"
SUBMISSIONS = frozenset({"workflow.view_submission", "workflow.change_submission"})
REDIRECTS = frozenset(f"wagtailredirects.{each}_redirect" for each in ("add", "change", "view"))
RIGHTS_RECORDS = ("articles.{}_appearance", "articles.{}_permission")
# Editors publish by approving what another wrote; this is for publishing a text alone.
ALONE = "workflow.publish_alone"

RIGHTS: Mapping[Role, Rights] = {
    Role.CONTRIBUTOR: Rights(
        pages=dict.fromkeys(INDEX_PAGES, frozenset({"add"})),
        media=frozenset({"add", "choose"}),
    ),
    Role.TRANSLATOR: Rights(
        pages=dict.fromkeys(INDEX_PAGES, frozenset({"add", "change"})),
        media=frozenset({"add", "choose"}),
        others=frozenset({TRANSLATE}),
    ),
    Role.MODERATOR: Rights(media=frozenset({"choose"}), others=SUBMISSIONS),
    Role.RIGHTS_EDITOR: Rights(
        pages=dict.fromkeys(INDEX_PAGES, frozenset({"add", "change"})),
        media=frozenset({"add", "change", "choose"}),
        others=frozenset(
            name.format(action) for name in RIGHTS_RECORDS for action in ("add", "change", "view")
        ),
    ),
    Role.SECRETARIAT: Rights(
        pages={HOME_PAGES: frozenset({"add", "change"})},
        media=frozenset({"add", "choose"}),
        records=frozenset({"add", "change", "view"}),
    ),
    Role.EDITOR: Rights(
        pages={HOME_PAGES: frozenset({"add", "change", "publish", "lock", "unlock"})},
        media=frozenset({"add", "change", "choose"}),
        records=frozenset({"add", "change", "view"}),
        others=SUBMISSIONS | REDIRECTS | {"articles.change_sitesettings", TRANSLATE},
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


@dataclass(frozen=True)
class Step:
    """A step of a text's way: its name, what kind of task it is, whose, and within how many days.

    A kind without a pool (`roles` empty) asks somebody else than a role.
    """

    name: str
    kind: str
    roles: tuple[Role, ...] = ()
    days: int | None = None


RIGHTS_CHECK = Step(
    "Rights check", "workflow.RightsCheckTask", (Role.RIGHTS_EDITOR, Role.ADMINISTRATOR), days=7
)
SUB_EDITING = Step("Sub-editing", "workflow.ReviewTask", (Role.EDITOR, Role.ADMINISTRATOR), days=7)

ADOPTION = Step("Adoption by the issuing body", "workflow.AdoptionTask", ())

# Each workflow: the pages below which it holds, and its steps.
WORKFLOWS: Mapping[str, tuple[str, tuple[Step, ...]]] = {
    "Article": (HOME_PAGES, (RIGHTS_CHECK, SUB_EDITING)),
    "Document": ("articles.LibraryIndexPage", (RIGHTS_CHECK, SUB_EDITING)),
    "Statement": ("articles.StatementIndexPage", (SUB_EDITING, ADOPTION)),
}
