"""A sweep: something done for each row that fell due; one that fails holds up no other."""

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

log = logging.getLogger(__name__)


def each(what: str, due: Iterable[UUID], do: Callable[[UUID], bool]) -> int:
    """Do something for each of these, in a transaction of its own; for how many it did.

    What fails is logged by its id alone and waits for the next sweep, whatever went wrong: a
    mistake of ours about one row must not starve all that comes after it.
    """
    return sum(tried(what, one, do, otherwise=False) for one in due)


def tried[Result](
    what: str, one: UUID, do: Callable[[UUID], Result], *, otherwise: Result
) -> Result:
    """What came of doing it for this one, or `otherwise` when it failed."""
    try:
        return do(one)
    except Exception as error:
        log.error(
            "%s of %s failed: %s", what, one, type(error).__name__
        )  # a traceback could tell what the row says
        return otherwise
