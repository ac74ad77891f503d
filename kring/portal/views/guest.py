"""Inside the guest door: start something, go on with it, follow it after a code."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.contrib.django import app

from kring.accounts import rules as links_rules
from kring.accounts.actions import links
from kring.accounts.http import LINK, SignedIn, opens_for
from kring.accounts.models import Link
from kring.core import htmx, sms
from kring.core.actor import Kind
from kring.core.errors import Refused
from kring.directory.models import Ring
from kring.portal.forms import doors as forms
from kring.portal.http import link_of, show, typed
from kring.portal.queries import guests, network
from kring.portal.rules import WhyNot

AFTER_A_CODE = frozenset({Link.Purpose.FOLLOW, Link.Purpose.CORRECT})


@require_safe
@opens_for(Kind.GUEST, nobody=True)
def home(request: SignedIn) -> HttpResponse:
    if not request.session.get(LINK):
        return redirect("portal:ask")
    me, link = request.me, Link.objects.get(pk=link_of(request))
    if link.purpose in AFTER_A_CODE or link.purpose == Link.Purpose.FEEDBACK:
        return _to_subject(request, link)
    context = {"me": me, "drafts": guests.drafts(me), "sent": guests.sent(me)}
    return show(request, "portal/guest.html", context)


def _to_subject(request: SignedIn, link: Link) -> HttpResponse:
    """A link for one handover leads there, to read it only after a code."""
    if link.purpose == Link.Purpose.FEEDBACK:
        return redirect("portal:tell_back")
    if not request.me.proven:
        return redirect("portal:code")
    if link.purpose == Link.Purpose.CORRECT:
        return redirect("portal:correct")
    about = "handovers:signal_detail" if guests.is_signal(link.subject) else "handovers:detail"
    return redirect(about, link.subject)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.GUEST)
def code(request: SignedIn) -> HttpResponse:
    me = request.me
    if me.proven:
        return redirect("portal:guest")
    form = forms.Code(typed(request))
    if form.is_valid():
        try:
            links.prove(link_of(request), code=form.cleaned_data["code"], by=me)
            return redirect("portal:guest")
        except Refused as refusal:
            form.add_error("code", str(refusal))
    return _code_page(request, form)


def _code_page(request: SignedIn, form: forms.Code) -> HttpResponse:
    person = _person(request)
    link = Link.objects.get(pk=link_of(request))
    context = {"form": form, "ends_with": person.phone[-2:] if _can_text(person) else ""}
    context["guessed"] = links_rules.has_guessed(link)
    return show(request, "portal/code.html", context, status=422 if form.is_bound else 200)


@require_POST
@opens_for(Kind.GUEST)
def text_code(request: SignedIn) -> HttpResponse:
    link = Link.objects.get(pk=link_of(request))
    person = _person(request)
    reason = links_rules.why_not_code(link, now=request.me.at)
    if reason or not _can_text(person):
        form = forms.Code({"code": "-"})
        form.add_error("code", _(reason or WhyNot.NO_MOBILE))
        return _code_page(request, form)
    app.configure_task("kring.portal.tasks.text_code").defer(link=str(link.pk))
    htmx.say(request, _("De code is onderweg naar uw telefoon."))
    return redirect("portal:code")


@require_http_methods(["GET", "HEAD", "POST"])
def read_out(request: SignedIn) -> HttpResponse:
    """For the team: make a code and read it out to a guest who calls and whom one knows."""
    if request.me.ring != Ring.CORE:
        raise Http404
    return _read_out(request, guests.inside(request.me))


@require_http_methods(["GET", "HEAD", "POST"])
def read_out_beside(request: SignedIn, pk: UUID) -> HttpResponse:
    """For a party to a handover: the same, to the other one."""
    other = guests.beside(pk, request.me)
    if not other:
        raise Http404
    return _read_out(request, other, handover=pk)


def _read_out(
    request: SignedIn, rows: list[guests.Caller], *, handover: UUID | None = None
) -> HttpResponse:
    """A code is made on a press and shown once; opened again, the page has none."""
    given = request.POST.get("link")
    chosen = next((row for row in rows if row.link and str(row.link) == given), None)
    context = {"rows": rows, "chosen": chosen, "handover": handover, "code": "", "reason": ""}
    if chosen is not None and chosen.link is not None:
        try:
            context["code"] = links.make_code(chosen.link, by=request.me)
        except Refused as refusal:
            context["reason"] = str(refusal)
    return htmx.render(request, "portal/read_out.html", context)


def _person(request: SignedIn) -> network.Person:
    assert request.me.position is not None  # a guest acts for a position
    return network.people([request.me.position])[0]


def _can_text(person: network.Person) -> bool:
    return sms.available() and sms.is_mobile(person.phone)
