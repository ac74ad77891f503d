"""Coordination moves step by step: asked, accepted, the resident heard, everyone told."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.accounts.http import SignedIn
from kring.circle import queries as circle
from kring.circle.actions import transferring, weighing
from kring.circle.models import Plan, Transfer
from kring.circle.queries import OnItsWay
from kring.core import forms as core_forms
from kring.core import htmx, keeping, moments
from kring.core.errors import Refused
from kring.core.jinja import url
from kring.workspace.forms import coordination as forms
from kring.workspace.queries import household as queries
from kring.workspace.queries import team
from kring.workspace.queries.household import Household
from kring.workspace.views.opening import coordinator as card
from kring.workspace.views.opening import opened

Forms = dict[str, core_forms.Form]


@require_safe
def coordinator(request: SignedIn, pk: UUID) -> HttpResponse:
    found = opened(request, pk, "coordination")
    if found.plan is None:
        raise Http404
    return show(request, found, circle.transfer(request.me, pk))


def show(
    request: SignedIn,
    found: Household,
    there: OnItsWay | None,
    *,
    bound: Forms | None = None,
    status: int = 200,
) -> HttpResponse:
    """How far it is, and the forms of what this reader can do now."""
    live = there if there and not there.steps.over else None
    ready = offered(request, found, live) | (bound or {})
    can = may(found, live)
    context = {
        "household": found,
        "coordinator": card(found, request),
        "transfer": there,
        "live": live is not None,
        "steps": steps(there, request) if there else [],
        "objections": objections(request, found, live, bound or {}),
        "due": moments.deadline(live.due_at, request.me.at) if live else None,
        "ended": Transfer.Ended(there.ended_because).label if there and there.ended_because else "",
        "may": can,
        "my_load": circle.caseload([live.new])[0].words if live and live.asks_me else "",
        "forms": ready,
        "saved": kept(request, found, ready),
        "form": next(iter((bound or {}).values()), core_forms.Form()),
    }
    return htmx.render(request, "workspace/household/coordination.html", context, status=status)


WRITTEN = {"reactie", "poging", "bezwaar"}  # acts with something to type


def kept(request: SignedIn, found: Household, ready: Forms) -> dict[str, str]:
    """When what is typed with each act was last kept; the forms have it again."""
    me, here = request.me, partial(url, "workspace:coordination_act", found.id)
    return {act: keeping.fill(ready[act], here(act), by=me) for act in WRITTEN & ready.keys()}


def objections(
    request: SignedIn, found: Household, live: OnItsWay | None, bound: Forms
) -> list[dict[str, Any]]:
    """What the parties object; each with a form of its own for who answers it."""
    rows = circle.objections(request.me, live.id) if live else []
    answers = may(found, live)["antwoord"]
    return [
        {"row": each} if each.answered_at or not answers else _open(request, found, each, bound)
        for each in rows
    ]


def _open(request: SignedIn, found: Household, each: Any, bound: Forms) -> dict[str, Any]:
    form = bound.get(str(each.id)) or answer_to(each.id)
    action = url("workspace:answer_objection", found.id, each.id)
    saved = keeping.fill(form, action, by=request.me)
    return {"row": each, "form": form, "action": action, "saved": saved}


def answer_to(objection: UUID, given: Any = None) -> core_forms.Form:
    """The form of this objection: one page may have several."""
    return forms.Answer(given, auto_id=f"id_{objection}_%s")


NOTHING = dict.fromkeys(
    [
        "zwaarte",
        "voorstellen",
        "aannemen",
        "intrekken",
        "reactie",
        "vertellen",
        "ingaan",
        "bezwaar",
        "antwoord",
    ],
    False,
)


def may(found: Household, live: OnItsWay | None) -> dict[str, bool]:
    """What this reader can do now, by the name of the act."""
    mine = found.is_mine
    if live is None:
        return NOTHING | {"voorstellen": mine, "zwaarte": mine}
    party = mine or live.is_new or live.is_old
    heard, told = live.resident_at is not None, live.told_at is not None
    return NOTHING | {
        "zwaarte": mine,
        "aannemen": live.asks_me,
        "intrekken": mine,
        "reactie": party and live.accepted_at is not None and not heard,
        "vertellen": party and heard and not told,
        "ingaan": party and told,
        "bezwaar": told and not party,
        "antwoord": mine and told,
    }


def offered(request: SignedIn, found: Household, live: OnItsWay | None) -> Forms:
    """The forms that belong to what can be done now."""
    can = may(found, live)
    weigh: Forms = {"zwaarte": weight(found)} if can["zwaarte"] else {}
    return weigh | moving(request, found, can)


def weight(found: Household, given: Any = None) -> core_forms.Form:
    """How much work this household is, as it stands or as it was chosen."""
    return forms.Weigh(given, initial={"weight": found.weight})


def moving(request: SignedIn, found: Household, can: dict[str, bool]) -> Forms:
    """The forms with which coordination moves on."""
    if can["voorstellen"]:
        return {"voorstellen": forms.Propose(choices={"to": colleagues(request, found)})}
    if can["reactie"]:
        return {
            "poging": forms.Attempt(initial={"on": request.me.at}),
            "reactie": forms.Hear(choices={"goes_to": next_talkers(request, found)}),
        }
    return {"bezwaar": forms.Object()} if can["bezwaar"] else {}


def colleagues(request: SignedIn, found: Household) -> list[tuple[UUID, Any]]:
    """Who could coordinate, each with how much they carry."""
    others = [each for each in team.candidates(request.me) if each != found.coordinator]
    loads = {each.position: each for each in circle.caseload(others)}
    return [
        (each, core_forms.Option(loads[each].name, loads[each].words))
        for each in others
        if each in loads
    ]


def next_talkers(request: SignedIn, found: Household) -> list[tuple[UUID | str, Any]]:
    """Who can talk on with a resident who does not want it."""
    named = [(each.position, each.name) for each in circle.caseload(team.candidates(request.me))]
    return [("", _("Niet nodig")), *named] if named else []


def steps(there: OnItsWay, request: SignedIn) -> list[tuple[str, str, str, str]]:
    """Each step with its state: name, words, tone, by whom or what."""
    now = request.me.at
    tries = [each for each in (there.first_attempt_at, there.second_attempt_at) if each]
    days = moments.joined(_(" en "), *(moments.day(each, now) for each in tries))
    told = moments.said(_("poging op %(days)s"), days=days)
    return [
        step(_("Voorgesteld"), there.proposed_at, now, there.old_name),
        step(_("Aangenomen"), there.accepted_at, now, there.new_name),
        step(
            _("Inwoner weet het"),
            there.resident_at,
            now,
            there.reaction_words or (told if tries else ""),
        ),
        step(_("Betrokkenen weten het"), there.told_at, now, ""),
        step(_("Ingegaan"), there.effective_at, now, ""),
    ]


def step(name: str, at: Any, now: Any, text: str) -> tuple[str, str, str, str]:
    """One step: done at a moment, or not yet."""
    return name, moments.day(at, now) if at else _("nog niet"), "yes" if at else "wait", text


WITHOUT = {"voorstellen", "zwaarte"}  # acts on the plan itself, also when nothing is on its way
Do = Callable[[UUID, UUID, dict[str, Any], Any], object]
ACTS: dict[str, Do] = {
    "zwaarte": lambda pk, _t, data, me: weighing.weigh(
        pk, weight=Plan.Weight(int(data["weight"])), by=me
    ),
    "voorstellen": lambda pk, _t, data, me: transferring.propose(pk, to=UUID(data["to"]), by=me),
    "aannemen": lambda _pk, t, _data, me: transferring.accept(t, by=me),
    "niet-aannemen": lambda _pk, t, _data, me: transferring.decline(t, by=me),
    "intrekken": lambda _pk, t, _data, me: transferring.withdraw(t, by=me),
    "poging": lambda _pk, t, data, me: transferring.attempt(
        t, on=data["on"], why=data["why"], by=me
    ),
    "reactie": lambda _pk, t, data, me: transferring.hear_resident(
        t,
        reaction=data["reaction"],
        legal_ground=data["legal_ground"],
        goes_to=UUID(data["goes_to"]) if data.get("goes_to") else None,
        by=me,
    ),
    "vertellen": lambda _pk, t, _data, me: transferring.tell_involved(t, by=me),
    "bezwaar": lambda _pk, t, data, me: transferring.object_to(t, reason=data["reason"], by=me),
    "ingaan": lambda _pk, t, _data, me: transferring.put_in_force(t, by=me),
}


def posted(request: SignedIn, found: Household, act: str) -> core_forms.Form:
    """What was typed with this act."""
    kinds: dict[str, Callable[[], core_forms.Form]] = {
        "zwaarte": lambda: weight(found, request.POST),
        "voorstellen": lambda: forms.Propose(
            request.POST, choices={"to": colleagues(request, found)}
        ),
        "poging": lambda: forms.Attempt(request.POST),
        "reactie": lambda: forms.Hear(
            request.POST, choices={"goes_to": next_talkers(request, found)}
        ),
        "bezwaar": lambda: forms.Object(request.POST),
    }
    return kinds.get(act, forms.empty)()


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: SignedIn, pk: UUID, act: str) -> HttpResponse:
    if request.method != "POST":  # where one begins anew
        return redirect("workspace:coordinator", pk)
    found = opened(request, pk, "coordination", action="change")
    there = circle.transfer(request.me, pk)
    if act not in ACTS or (there is None and act not in WITHOUT):
        raise Http404
    form = posted(request, found, act)
    if form.is_valid():
        try:
            ACTS[act](pk, there.id if there else pk, form.cleaned_data, request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            keeping.forget(request, by=request.me)
            return onward(request, pk, said=_("De zwaarte is bewaard.") if act == "zwaarte" else "")
    return show(request, found, there, bound={act: form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, pk: UUID, objection_id: UUID) -> HttpResponse:
    if request.method != "POST":
        return redirect("workspace:coordinator", pk)
    found = opened(request, pk, "coordination", action="change")
    form = answer_to(objection_id, request.POST)
    if form.is_valid():
        upheld, words = form.cleaned_data["upheld"] == "ja", form.cleaned_data["answer"]
        try:
            transferring.answer_objection(objection_id, answer=words, upheld=upheld, by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            keeping.forget(request, by=request.me)
            return onward(request, pk)
    there = circle.transfer(request.me, pk)
    return show(request, found, there, bound={str(objection_id): form}, status=422)


def onward(request: SignedIn, pk: UUID, *, said: str = "") -> HttpResponse:
    """Back to the page; whoever may not see the household any more goes to their own work."""
    htmx.say(request, said or _("Dit is genoteerd. Wie het moet weten, krijgt bericht."))
    if queries.household(request.me, pk) is None:
        return redirect("workspace:work")
    return redirect("workspace:coordinator", pk)
