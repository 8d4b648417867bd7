"""What the last load of fixtures left behind."""

from django.db import models


class LoadedEntry(models.Model):
    """An entry of a fixture as it was last loaded, and the state it left on the site.

    The first tells whether the file changed since, the second whether somebody here did.
    """

    label = models.CharField(max_length=100)
    key = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    number = models.BigIntegerField()  # the primary key: a page keeps it when it moves
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["label", "key"], name="archive_loadedentry_once")
        ]

    def __str__(self):
        return f"{self.label} {self.key}"
