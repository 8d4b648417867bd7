from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _


class UnpublishableError(ValidationError):
    """Something keeps `page` from being public: one sentence for each thing, in its messages."""

    def __init__(self, page, reasons: list[str]):
        title = _("“%(title)s” can't be published.") % {"title": page.title}
        super().__init__({NON_FIELD_ERRORS: [title, *reasons]})
        self.page = page


class Publishable:
    """A page that has to be complete before readers see it."""

    @transaction.atomic
    def publish(self, *args, **kwargs):
        """Publishes a revision wholly or not at all, also where no request holds it together.

        Translations are published after their request's transaction.
        """
        return super().publish(*args, **kwargs)

    def missing_for_publication(self) -> list[str]:
        """What keeps it from being published, one sentence each; empty when nothing does."""
        return self.body.stream_block.problems(self.body)

    def refuse_unless_publishable(self) -> None:
        """Raises `UnpublishableError` where something is missing."""
        if reasons := self.missing_for_publication():
            raise UnpublishableError(self, reasons)
