from wagtail.admin.forms import WagtailAdminPageForm


class TextPageForm(WagtailAdminPageForm):
    """Says on its field what keeps a text from being published; a draft is saved as it is."""

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or not hasattr(self.instance, "faults"):
            return
        # Whoever submits a text need not know its rights: a step of the workflow checks them.
        settled_later = {"permission"} if "action-submit" in self.data else set()
        for name, sentence in self.instance.faults().items():
            if name not in self.errors and name not in settled_later:
                self.add_error(name if name in self.fields else None, sentence)
