"""From rows to the household as a page draws it: goals, rings, who shares."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.circle.models import Category, StatutoryRole
from kring.core import moments
from kring.core.pictures import Node
from kring.plans.models import Goal as Kept
from kring.plans.queries import Action, Goal, PartyPlan, Plan
from kring.workspace.http import initials
from kring.workspace.queries.circle import Involved
from kring.workspace.queries.household import Household, Member
from kring.workspace.queries.resident import Former
from kring.workspace.views.opening import age
from kring.workspace.views.shown import Tick, place

ENDED = {
    "": gettext_noop("gestopt op %(day)s"),
    Kept.Result.STOPS: gettext_noop("gestopt op %(day)s"),
    Kept.Result.PARTLY: gettext_noop("deels bereikt op %(day)s"),
    Kept.Result.NOT: gettext_noop("niet bereikt, gestopt op %(day)s"),
}
PROFESSIONAL = ("position", "team")


@dataclass(frozen=True, kw_only=True)
class ShownGoal:
    """A goal with its actions, as a card. `id` empty: actions without a goal."""

    id: UUID | None
    title: str
    whom: str
    theme: str
    words: str
    done: int
    total: int
    href: str
    actions: list[Tick]


def goals(
    plan: Plan, household: UUID, now: datetime, *, only_open: bool = False
) -> list[ShownGoal]:
    """The goals with their actions; on the overview only what is still open."""
    live = [each for each in plan.goals if not (only_open and (each.reached_at or each.stopped_at))]
    shown = [
        goal(each, number, household, now, only_open=only_open)
        for number, each in enumerate(live, start=1)
    ]
    loose = [tick(each, household, now) for each in kept(plan.loose, only_open=only_open)]
    if loose:
        title = _("Andere acties") if shown else _("Acties")
        shown.append(
            ShownGoal(
                id=None,
                title=title,
                whom="",
                theme="",
                words="",
                done=0,
                total=0,
                href="",
                actions=loose,
            )
        )
    return shown


def kept(actions: tuple[Action, ...], *, only_open: bool) -> list[Action]:
    """What was stopped is left out, and on the overview what is over."""
    live = [each for each in actions if not each.stopped]
    return [each for each in live if not (only_open and (each.done_at or each.declined))]


def goal(
    each: Goal, number: int, household: UUID, now: datetime, *, only_open: bool = False
) -> ShownGoal:
    """One goal, numbered as on paper."""
    counted = [action for action in each.actions if not action.stopped and not action.declined]
    return ShownGoal(
        id=each.id,
        title=f"{number}. {each.title}",
        whom=each.concerns_name,
        theme=each.theme,
        words=progress(each, len(counted), now),
        done=each.done,
        total=len(counted),
        href=place("workspace:goal", household, each.id),
        actions=[
            tick(action, household, now, under=each.theme)
            for action in kept(each.actions, only_open=only_open)
        ],
    )


def progress(each: Goal, total: int, now: datetime) -> str:
    """ "2 van 3 acties klaar · streefdatum 15 dec"."""
    if each.reached_at:
        return moments.said(_("bereikt op %(day)s"), day=moments.day(each.reached_at, now))
    if each.stopped_at:
        return moments.said(_(ENDED[each.result]), day=moments.day(each.stopped_at, now))
    counts = {"done": each.done, "total": total}
    words = _("%(done)s van %(total)s acties klaar") % counts if total else _("nog geen acties")
    target = day(each.target_on, now)
    aim = moments.said(_("streefdatum %(day)s"), day=target) if target else ""
    return moments.joined(" · ", words, aim)


def tick(action: Action, household: UUID, now: datetime, *, under: str = "") -> Tick:
    """An action in the plan, with who does it; `under`: the theme of its goal, said there."""
    address = place("workspace:tick", household, action.id)
    return Tick(
        id=action.id,
        title=action.title,
        action=address,
        href=place("workspace:action", household, action.id),
        done=action.done_at is not None,
        may=action.mine and action.accepted and bool(address),
        meta=[part for part in grey(action, under=under) if part],
        deadline=moments.due_day(action.due_on, moments.local(now).date()),
    )


def grey(action: Action, *, under: str = "") -> list[str]:
    """Who does it, for whom, about what, and what stands in the way."""
    state = ""
    if action.declined:
        state = _("niet aangenomen")
    elif not action.accepted:
        state = _("nog niet aangenomen")
    against = _("spreekt tegen: %(title)s") % {"title": action.contradicts_title}
    return [
        ", ".join(filter(None, [action.doer_name, action.organisation])),
        _("voor %(who)s") % {"who": action.concerns_name} if action.concerns else "",
        action.theme if action.theme != under else "",
        state,
        against if action.contradicts_title else "",
    ]


def party_plan(each: PartyPlan, now: datetime) -> dict[str, object]:
    """Another party's own plan, and when it is discussed."""
    review = _("wordt besproken op %(day)s") % {"day": day(each.review_on, now)}
    return {"row": each, "review": review if each.review_on else ""}


def day(value: date | None, now: datetime) -> str:
    """A day in words; empty when there is none."""
    return moments.day(value, moments.local(now).date()) if value else ""


def rings(household: Household, members: list[Member], around: list[Involved]) -> dict[str, object]:
    """Family and own network inside, professionals outside; the coordinator once.

    Who lives alone is the middle, and not once more beside it.
    """
    here = reverse("workspace:circle", args=[household.id])
    family = members if len(members) > 1 else []
    inside = [node(each.name, each.role, f"{here}#inwoner-{each.id}") for each in family]
    residents = {each.id for each in members}
    inside += [
        node(each.name, each.place or each.role, f"{here}#betrokken-{each.id}")
        for each in around
        if each.kind in ("person", "resident") and each.party not in residents
    ]
    outside = [professional(each, household, here) for each in around if each.kind in PROFESSIONAL]
    return {"inside": inside, "outside": outside}


def node(name: str, role: str, url: str) -> Node:
    """Someone of the own network."""
    return Node(name=name, role=role, initials=initials(name), url=url)


def professional(each: Involved, household: Household, here: str) -> Node:
    """A professional in the outer ring."""
    coordinates = each.kind == "position" and each.party == household.coordinator
    return Node(
        name=each.name,
        role=each.place if coordinates else each.role or each.place,
        initials=initials(each.name),
        url=f"{here}#betrokken-{each.id}",
        coordinates=coordinates,
        sharing=each.shares,
    )


def member(each: Member, today: date, *, keep: bool = False) -> dict[str, object]:
    """A resident with how to reach them, as far as I may know; `keep`: I may change it."""
    years = (
        _("%(age)s jaar") % {"age": age(each.born_on, today)}
        if each.born_on and not each.deceased_on
        else ""
    )
    if each.deceased_on:
        years = moments.said(_("overleden op %(day)s"), day=moments.day(each.deceased_on, today))
    leaves = ""
    if each.leaves_on and not each.deceased_on:
        leaves = moments.said(
            _("hoort hierbij tot en met %(day)s"), day=moments.day(each.leaves_on, today)
        )
    return {
        "row": each,
        "letters": initials(each.name),
        "years": years,
        "leaves": leaves,
        "keep": keep and each.deceased_on is None,
    }


def former(each: Former, today: date) -> dict[str, object]:
    """Someone who belonged here, and until when."""
    day = moments.day(each.until_on, today)
    return {"row": each, "until": moments.said(_("tot en met %(day)s"), day=day)}


def involved(each: Involved, today: date) -> dict[str, object]:
    """A party with what for, until when and what it may see."""
    until = (
        moments.said(_("tot en met %(day)s"), day=moments.day(each.until_on, today))
        if each.until_on
        else ""
    )
    return {
        "row": each,
        "letters": initials(each.name),
        "role": " · ".join(filter(None, [each.role, each.place])),
        "until": until,
        "sees": categories(each.categories)
        or (_("alleen de naam") if each.kind == "position" else ""),
        "active": moments.day(each.last_active_at, today) if each.last_active_at else "",
        "warm": each.kind in ("person", "resident"),
    }


def categories(codes: list[str]) -> str:
    """What someone may see, in words."""
    return ", ".join(str(Category(code).label) for code in Category.values if code in codes)


def statutory(each: Involved, today: date) -> dict[str, object]:
    """A role by decision: within its scope it goes first."""
    return {
        "row": each,
        "role": StatutoryRole.Kind(each.role).label,
        "until": moments.day(each.until_on, today) if each.until_on else "",
    }


def sharing(household: Household, around: list[Involved]) -> list[tuple[str, str, str, str]]:
    """Who may see what of it: name, state, tone, categories."""
    others = [
        each for each in around
        if each.kind in PROFESSIONAL and each.party != household.coordinator
    ]  # fmt: skip
    return [share(each) for each in others]


def share(each: Involved) -> tuple[str, str, str, str]:
    """What one party may see."""
    if not each.categories:
        return each.name, _("ziet de naam"), "wait", _("alleen dat er een plan is")
    return each.name, _("ziet mee"), "yes", categories(each.categories)
