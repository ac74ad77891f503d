"""Who decides for a child: a table with its sources, to be checked by a lawyer (`checked`)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .naming import age

# At these birthdays, and at each change of authority, involvements and consents are asked again.
ASKED_AGAIN_AT = (12, 16, 18)


class Act(StrEnum):
    """What is decided about."""

    HELP = "help"  # agree to help
    SHARE = "share"  # give file data to a third party
    SEE = "see"  # see the file
    CONSENT = "consent"  # consent under the AVG as a ground


class Who(StrEnum):
    """Who decides. Both parents with authority: one missing or unsafe is recorded, not skipped."""

    PARENTS = "parents"
    CHILD_AND_PARENTS = "child_and_parents"
    CHILD = "child"
    PARENTS_AND_CHILD_AS_ABLE = "parents_and_child_as_able"
    CHILD_AND_PARENTS_UNLESS_HARM = "child_and_parents_unless_harm"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who decides about one act, below 12, from 12 to 15, and from 16."""

    act: Act
    under_12: Who
    from_12: Who
    from_16: Who
    source: str
    checked: bool = False


TABLE: tuple[Rule, ...] = (
    Rule(
        act=Act.HELP,
        under_12=Who.PARENTS,
        from_12=Who.CHILD_AND_PARENTS,
        from_16=Who.CHILD,
        source="Jeugdwet 7.3.4 en 7.3.5; Wgbo 7:447 en 7:450 BW",
    ),
    Rule(
        act=Act.SHARE,
        under_12=Who.PARENTS,
        from_12=Who.CHILD,
        from_16=Who.CHILD,
        source="Jeugdwet 7.3.11; Wgbo 7:457 BW",
    ),
    Rule(
        act=Act.SEE,
        under_12=Who.PARENTS_AND_CHILD_AS_ABLE,
        from_12=Who.CHILD_AND_PARENTS_UNLESS_HARM,
        from_16=Who.CHILD,
        source="Jeugdwet 7.3.10; Wgbo 7:456 BW",
    ),
    Rule(
        act=Act.CONSENT,
        under_12=Who.PARENTS,
        from_12=Who.PARENTS,
        from_16=Who.CHILD,
        source="UAVG 5",
    ),
)


def who_decides(act: Act, *, born_on: date, on: date) -> Who:
    """Who decides about this act on this day. Source: docs/rules.md#R2."""
    rule = next(each for each in TABLE if each.act == act)
    years = age(born_on, on)
    if years < 12:
        return rule.under_12
    return rule.from_12 if years < 16 else rule.from_16
