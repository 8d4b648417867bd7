from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class RecordPage(Page):
    """The face of a record in one language: at most one page for a record in each."""

    record_name = ""

    class Meta:
        abstract = True

    @property
    def record(self):
        """The record that the page shows."""
        return getattr(self, self.record_name)

    def clean(self):
        super().clean()
        record_id = getattr(self, f"{self.record_name}_id")
        if not record_id or self.alias_of_id:
            return
        locale_id = self.locale_id or getattr(self.get_parent(), "locale_id", None)
        twin = (
            type(self)
            .objects.filter(
                **{self.record_name: record_id}, locale_id=locale_id, alias_of__isnull=True
            )
            .exclude(pk=self.pk)
            .first()
        )
        if twin:
            raise ValidationError(
                {
                    self.record_name: _("“%(record)s” has a page in this language: “%(page)s”.")
                    % {"record": self.record, "page": twin.title}
                }
            )

    def copy(self, *args, update_attrs=None, **kwargs):
        """A plain copy would be a second page of the record in one language: refused.

        A translation is made by copying, too.
        """
        if (update_attrs or {}).get("locale", self.locale) != self.locale:
            return super().copy(*args, update_attrs=update_attrs, **kwargs)
        raise ValidationError(
            _("A page of a body or organisation can't be copied; translate it instead.")
        )
