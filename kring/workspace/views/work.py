"""Mijn werk: one glance tells what waits, what I do and what went quiet."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, moments
from kring.plans.queries import my_actions
from kring.workspace import http, rules
from kring.workspace.queries import work as queries
from kring.workspace.queries.work import PAGE
from kring.workspace.rules import Urgency
from kring.workspace.views import shown, told

APART = ("draft", "quiet", "told")
KEY = "acties"  # in the address: where the page of actions before this one ended


@require_safe
def work(request: SignedIn) -> HttpResponse:
    me, waiting = request.me, queries.waiting(request.me)
    if http.starts_at_handovers(request, waiting=len(waiting)):
        return redirect("handovers:list")
    groups = shown.grouped(waiting[:PAGE], me.at)
    mine = my_actions(me, after=request.GET.get(KEY, ""))
    context = {
        "greeting": f"{rules.greeting(me.at)}, {me.name.split()[0]}",
        "lead": f"{_today(groups)} {moments.full_day(me.at).rsplit(' ', 1)[0].capitalize()}.",
        "groups": groups,
        "more": len(waiting) > PAGE,
        "ticks": [shown.tick(each, me.at) for each in mine.actions if not each.asks],
        "more_ticks": f"?{KEY}={mine.next}#acties" if mine.next else "",
        "has_team": bool(me.team),
        "quiet_weeks": queries.QUIET_DAYS // 7,
    }
    return htmx.render(request, "workspace/work.html", context | _aside(request))


def _today(groups: list[tuple[Urgency, list[shown.Row]]]) -> str:
    count = sum(len(rows) for group, rows in groups if group in (Urgency.LATE, Urgency.TODAY))
    return rules.people_today(count, capped=count >= PAGE)


def _aside(request: SignedIn) -> dict[str, object]:
    now, aside = request.me.at, queries.aside(request.me)
    return {
        "drafts": [shown.draft(each, now) for each in aside if each.kind == "draft"],
        "quiet": [shown.quiet(each, now) for each in aside if each.kind == "quiet"],
        "told": [told.line(each, now) for each in aside if each.kind == "told"],
        "news": [shown.news(each, now) for each in aside if each.kind not in APART],
    }
