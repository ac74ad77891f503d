"""How handovers fare with a party: counted from what happened, never typed."""

from django.db import models

FEWEST = 5  # of fewer, a number tells about one resident


class TrackRecord(models.Model):
    """What came of the handovers that a team or organisation got lately, counted each night.

    `party`: the id of either; nothing is counted of one colleague. `answered_in` and `contact_in`:
    within which time after sending there was an answer, and contact with the resident, at three of
    four; what still waits counts as long as it waits. Source: docs/rules.md#H15.
    """

    party = models.UUIDField(primary_key=True)
    handovers = models.PositiveIntegerField()
    arrived = models.PositiveIntegerField()
    answered_in = models.DurationField()
    contact_in = models.DurationField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handovers__gte=FEWEST), name="record_of_several"
            ),
            models.CheckConstraint(
                condition=models.Q(arrived__lte=models.F("handovers")), name="record_arrived"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.arrived}/{self.handovers}"
