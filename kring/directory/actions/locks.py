"""Rows that stay as they are until the transaction ends."""

from django.db import models


def locked[T: models.Model](things: models.QuerySet[T]) -> models.QuerySet[T]:
    """Locked in one order, so that no two wait for each other."""
    return things.order_by("pk").select_for_update(no_key=True)
