"""The team: what came in and who takes it, who is away, who carries how much."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, moments
from kring.core.jinja import icon, url
from kring.core.working_days import working_days_between
from kring.directory import actions as directory
from kring.handovers import actions as handovers
from kring.workspace.forms.team import Give
from kring.workspace.http import initials
from kring.workspace.queries import leaving
from kring.workspace.queries import team as queries
from kring.workspace.queries.team import AWAY, NEW, PAGE, TAKEN, Colleague, Incoming, Place
from kring.workspace.views import told
from kring.workspace.views.shown import STATES, TONES

KEY = "na"


@require_safe
def team(request: SignedIn) -> HttpResponse:
    me = request.me
    if me.team is None:
        raise Http404
    after = place_of(request.GET.get(KEY, ""))
    found = queries.incoming(me, after=after)
    came_in = {
        group: [row(e, request) for e in found[:PAGE] if e.group == group] for group in range(3)
    }
    context = {
        "new": came_in[NEW],
        "away": came_in[AWAY],
        "taken": came_in[TAKEN],
        "first": after is None,
        "more": f"?{KEY}={address_of(found[PAGE - 1].place)}" if len(found) > PAGE else "",
        "colleagues": [person(each, request) for each in queries.colleagues(me)],
        "sees_intake": me.on_intake or me.is_lead,
        "undelivered": told.undelivered(request),
        "gone": leaving.gone() if me.is_lead else [],
    }
    return htmx.render(request, "workspace/team.html", context)


def address_of(place: Place) -> str:
    """Where a page ends, for an address."""
    group, due, key = place
    return f"{group}_{due.timestamp()}_{key}"


def place_of(given: str) -> Place | None:
    """Where the page before ended; nothing when the address was changed by hand."""
    group, _line, rest = given.partition("_")
    due, _line, key = rest.partition("_")
    try:
        return (NEW, AWAY, TAKEN)[int(group)], datetime.fromtimestamp(float(due), UTC), UUID(key)
    except (ValueError, IndexError, OverflowError, OSError):
        return None


def row(each: Incoming, request: SignedIn) -> dict[str, object]:
    """Something that came in, as a row."""
    is_handover = each.kind == "handover"
    title = (
        f"{each.about} – {each.theme.lower()}"
        if each.about
        else _("Vraag of signaal – %s") % each.theme
    )
    return {
        "id": each.id,
        "title": title,
        "href": url("handovers:detail" if is_handover else "handovers:signal_detail", each.id),
        "deadline": moments.deadline(each.due_at, request.me.at) if each.due_at else None,
        "organisation": each.organisation,
        "meta": [
            SafeString(f"{picture} {escape(words)}")
            for picture, words in (
                (icon("building-community"), each.organisation),
                (icon("user-circle"), each.receiver_name),
            )
            if words
        ],
        "state": _(STATES[each.state]) if is_handover else "",
        "tone": TONES.get(each.state, "calm"),
        "give": url("workspace:give", each.id) if is_handover else "",
    }


def person(each: Colleague, request: SignedIn) -> dict[str, object]:
    """A colleague; how much they carry only for the lead and for themselves."""
    today = moments.local(request.me.at).date()
    away = ""
    if each.away_until:
        words = _("afwezig tot en met %(day)s, %(who)s neemt waar")
        until = moments.day(each.away_until, today)
        away = moments.said(words, day=until, who=each.stand_in_name)
    return {
        "row": each,
        "letters": initials(each.name),
        "role": " · ".join(
            filter(None, [each.function, _("aanmeldienst") if each.on_intake else ""])
        ),
        "away": away,
        "back": each.absence
        if request.me.is_lead or request.me.position in (each.id, each.stand_in)
        else None,
        "silent": silent(each, today) if request.me.is_lead and not away else "",
        "leaves": moments.day(each.until_on, today) if each.until_on else "",
        "load": load(each) if request.me.is_lead or each.id == request.me.position else "",
        "share": min(each.weight / (heavy(each.hours) or 1), 1),
    }


LONG_SILENT = 3  # working days


def silent(each: Colleague, today: date) -> str:
    """That someone did not sign in for days while a handover waits for them; empty otherwise."""
    if not each.waits or each.seen_at is None:
        return ""
    days = working_days_between(moments.local(each.seen_at).date(), today)
    if days < LONG_SILENT:
        return ""
    return _("Al %(days)s werkdagen niet ingelogd. Er wacht een overdracht.") % {"days": days}


FULL_WEEK, FULL_LOAD = 36.0, 40  # a full week carries twenty ordinary households, of weight two


def heavy(hours: float | None) -> float:
    """The weight at which this week is full."""
    return FULL_LOAD * (hours or FULL_WEEK) / FULL_WEEK


def load(each: Colleague) -> str:
    """How much someone carries, in words."""
    homes = ngettext("%(count)s huishouden", "%(count)s huishoudens", each.households)
    words = [homes % {"count": each.households}]
    if each.households:
        words.append(_("zwaarte %(weight)s") % {"weight": each.weight})
    if each.handovers:
        given = ngettext("%(count)s overdracht", "%(count)s overdrachten", each.handovers)
        words.append(given % {"count": each.handovers})
    return " · ".join(words)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: SignedIn, pk: UUID) -> HttpResponse:
    found = next(iter(queries.incoming(request.me, only=pk)), None)
    if found is None or found.kind != "handover":
        raise Http404
    choices = [(each.id, each.name, load(each)) for each in queries.colleagues(request.me)]
    form = Give(request.POST if request.method == "POST" else None, colleagues=choices)
    if form.is_valid():
        return given(request, pk, UUID(form.cleaned_data["to"]))
    context = {"form": form, "row": row(found, request)}
    status = 422 if form.errors else 200
    return htmx.render(request, "workspace/give.html", context, status=status)


@require_POST
def intake(request: SignedIn, pk: UUID, *, on: bool) -> HttpResponse:
    """Put a colleague on intake, or take them off it."""
    said = (
        _("Uw collega heeft nu aanmeldienst.")
        if on
        else _("Uw collega heeft geen aanmeldienst meer.")
    )
    undo = url("workspace:off_intake" if on else "workspace:on_intake", pk)
    with htmx.saying(request, said, undo=undo):
        directory.set_intake(pk, on=on, by=request.me)
    return redirect("workspace:team")


def given(request: SignedIn, pk: UUID, to: UUID) -> HttpResponse:
    """Give it, or say why not."""
    with htmx.saying(request, _("De overdracht is doorgegeven. Uw collega krijgt bericht.")):
        handovers.reassign(pk, to=to, by=request.me)
    return redirect("workspace:team")
