"""Letters and their answers: what a text answers, and what answers it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from organisations.models.period import PartialDateField

ANSWER_PANEL = MultiFieldPanel(
    [
        FieldPanel("reply_to"),
        FieldRowPanel(["reply_to_title", "reply_to_address"]),
        FieldRowPanel(["answer_title", "answer_address"]),
        FieldPanel("no_answer_known_on"),
    ],
    heading=_("Letter and answer"),
    help_text=_(
        "What this text answers, and what answered it. An answer on this site is linked from "
        "the answer’s own page, and then shows on both."
    ),
)


class Answering(models.Model):
    """A text that answers another, here or elsewhere, and may be answered in turn."""

    reply_to = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("reply to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the letter stands without what it answers
        related_name="replies",
        help_text=_("What it answers, where that is on this site."),
    )
    reply_to_title = models.CharField(
        _("reply to, as printed"),
        max_length=255,
        blank=True,
        help_text=_("What it answers, where that is not on this site."),
    )
    reply_to_address = models.URLField(_("reply to, web address"), blank=True, max_length=500)
    answer_title = models.CharField(
        _("answer, as printed"),
        max_length=255,
        blank=True,
        help_text=_("What answered it, where that is not on this site."),
    )
    answer_address = models.URLField(_("answer, web address"), blank=True, max_length=500)
    no_answer_known_on = PartialDateField(
        _("no answer known on"),
        help_text=_(
            "The day on which somebody looked and found none, such as 2019-07-21. Readers see "
            "that day until an answer is recorded."
        ),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.reply_to_id and self.reply_to_id == self.pk:
            raise ValidationError({"reply_to": _("A text does not answer itself.")})

    def faults_of_answers(self) -> dict[str, str]:
        """What is missing or contradicts itself, each with a sentence for its field."""
        faults = {}
        if self.reply_to_address and not self.reply_to_title.strip():
            faults["reply_to_title"] = str(_("Say what stands at that address."))
        if self.answer_address and not self.answer_title.strip():
            faults["answer_title"] = str(_("Say what stands at that address."))
        if self.no_answer_known_on and self.has_answer:
            faults["no_answer_known_on"] = str(
                _("An answer is recorded: remove this day, or the answer.")
            )
        return faults

    @property
    def answered(self):
        """The public page on this site that it answers; None where it is elsewhere or a draft."""
        return self.reply_to if self.reply_to and self.reply_to.live else None

    @cached_property
    def answers(self) -> list:
        """The public pages on this site that answer it, the earliest first."""
        if not self.pk:
            return []
        replies = self.replies.filter(live=True, alias_of__isnull=True)
        return list(replies.select_related("locale").order_by("sort_on", "pk"))

    @property
    def has_answer(self) -> bool:
        """Whether anything is recorded that answers it."""
        return bool(self.answer_title or self.answers)
