"""What the sender may hear back. Source: docs/rules.md#H7."""

OUTCOME, ONLY_THAT, NOTHING = "outcome", "only_that", "nothing"
CONSULT = "consult"
TOLD = ("yes", "informed")  # answers that say that the resident knows


def hears(asked: str, *, default: str, agreed: bool) -> str:
    """The level of feedback: what was asked for, but no more than the function and the yes allow.

    `default`: the level of the sender's function; above *alleen dat* only when the resident agreed.
    """
    if asked == NOTHING:
        return NOTHING
    highest = OUTCOME if default == OUTCOME and agreed else ONLY_THAT
    return highest if asked in ("", OUTCOME) else ONLY_THAT


def hears_how(level: str, *, kind: str) -> bool:
    """Whether the sender hears who, what now and how it ended; a question is to be answered."""
    return level == OUTCOME or kind == CONSULT
