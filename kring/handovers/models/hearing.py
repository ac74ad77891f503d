"""How it went is read only by who may hear that; the rest of a handover by all who follow it."""

from django.db import models

HIDDEN = ("outcome", "withdraw_as", "paused_for")


class NotTheOutcome[M: models.Model](models.Manager[M]):
    """Without what not every reader may know: the database gives those columns to nobody.

    What is in them a page learns from `kring.heard`.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        names = {field.name for field in self.model._meta.fields}
        return super().get_queryset().defer(*names.intersection(HIDDEN))
