"""Who may publish a text at once, without a second person who approves it."""

from wagtail.models import PagePermissionTester
from wagtail_localize.models import Translation

# Registered by `articles.workflow`, given to administrators.
ALONE = "workflow.publish_alone"


class TextPermissionTester(PagePermissionTester):
    """Editors publish a text by approving what another wrote; administrators may do it alone.

    A translation that is filled in sentence by sentence has no step of approval in Wagtail, and is
    published by editors.
    """

    def can_publish(self):
        if not super().can_publish():
            return False
        return self.user.has_perm(ALONE) or self.is_translation

    @property
    def is_translation(self) -> bool:
        found = Translation.objects.filter(
            source__object_id=self.page.translation_key, target_locale=self.page.locale_id
        )
        return found.filter(enabled=True).exists()

    def can_unschedule(self):
        return super().can_publish()

    def can_set_view_restrictions(self):
        return super().can_publish()


class IndexPermissionTester(PagePermissionTester):
    """A new text below an index is published at once by those only who may do it alone."""

    def can_publish_subpage(self):
        return super().can_publish_subpage() and self.user.has_perm(ALONE)
