"""What a plan is made of, as a page shows it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a resident wants, as said. `mine`: I wrote it down and may change it."""

    id: UUID
    version: int
    text: str
    resident: UUID | None
    resident_name: str
    said_on: date
    category: str
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing one person does. `asks_me`: it waits for my answer; `mine`: I may tick it."""

    id: UUID
    version: int
    goal: UUID | None
    title: str
    doer_name: str
    doer_kind: str  # position, resident or person
    organisation: str
    concerns: UUID | None
    concerns_name: str
    theme: str
    theme_id: UUID | None
    category: str
    due_on: date
    late: bool
    accepted: bool
    declined: bool
    done_at: datetime | None
    stopped: bool
    goes_on_with: str
    asks_me: bool
    mine: bool
    contradicts: UUID | None
    contradicts_title: str

    @property
    def open(self) -> bool:
        return self.done_at is None and not self.stopped


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Where the resident wants to get, with its actions. `mine`: I may change it."""

    id: UUID
    version: int
    title: str
    concerns: UUID | None
    concerns_name: str
    agreed: bool
    theme: str
    theme_id: UUID | None
    category: str
    target_on: date | None
    reached_at: datetime | None
    stopped_at: datetime | None
    stopped_because: str
    result: str
    mine: bool
    actions: tuple[Action, ...]

    @property
    def open(self) -> bool:
        return self.reached_at is None and self.stopped_at is None

    @property
    def done(self) -> int:
        return sum(action.done_at is not None for action in self.actions)


@dataclass(frozen=True, kw_only=True)
class PartyPlan:
    """Another party's own plan: where it is, never what stands in it."""

    id: UUID
    version: int
    name: str
    organisation: str
    reference: str
    concerns: UUID | None
    review_on: date | None
    category: str
    mine: bool


@dataclass(frozen=True, kw_only=True)
class IfWorse:
    """Als het misgaat: whom to call, what to do."""

    id: UUID
    version: int
    call: str
    do: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All I may see of the plan; `loose`: actions under no goal that I may see."""

    words: tuple[Words, ...]
    goals: tuple[Goal, ...]
    loose: tuple[Action, ...]
    party_plans: tuple[PartyPlan, ...]
    if_worse: IfWorse | None

    @property
    def actions(self) -> tuple[Action, ...]:
        return (*(action for goal in self.goals for action in goal.actions), *self.loose)

    @property
    def themes(self) -> dict[UUID, str]:
        """What the goals and actions are about, by name."""
        about: dict[UUID | None, str] = {each.theme_id: each.theme for each in self.goals}
        about |= {each.theme_id: each.theme for each in self.actions}
        named = sorted((name, key) for key, name in about.items() if key is not None)
        return {key: name for name, key in named}

    def about(self, theme: UUID) -> "Plan":
        """The goals and actions about one theme; a goal brings its actions, an action its goal."""
        goals = (_about(goal, theme) for goal in self.goals)
        loose = tuple(each for each in self.loose if each.theme_id == theme)
        return replace(self, goals=tuple(each for each in goals if each), loose=loose)


def _about(goal: Goal, theme: UUID) -> Goal | None:
    actions = tuple(each for each in goal.actions if each.theme_id == theme)
    if goal.theme_id == theme:
        return goal
    return replace(goal, actions=actions) if actions else None
