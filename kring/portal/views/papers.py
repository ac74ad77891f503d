"""What one gives the resident on paper: who calls and when, and the question about the contact."""

from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.accounts.http import SignedIn, opens_for
from kring.accounts.models import Link
from kring.audit import actions as audit
from kring.core import htmx
from kring.core.actor import Kind
from kring.portal import rules
from kring.portal.actions import help_me as papers
from kring.portal.forms import answers as forms
from kring.portal.http import show, typed
from kring.portal.queries import answers as queries


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.PROFESSIONAL, Kind.GUEST)
def sheet(request: SignedIn, pk: UUID) -> HttpResponse:
    """Who calls the resident and before when, with a code to follow it by."""
    ahead = queries.to_come(request.me, pk)
    if ahead is None:
        raise Http404
    form = forms.Safe(typed(request))
    reason = rules.why_not_give_sheet(sends=ahead.sends, over=ahead.over, safe=True)
    possible = reason is None
    if possible and form.is_valid():
        safe = form.cleaned_data["safe"] == "yes"
        reason = rules.why_not_give_sheet(sends=ahead.sends, over=ahead.over, safe=safe)
        if reason is None:
            context = {"asked": ahead.asked} | _code(request, pk, Link.Purpose.FOLLOW)
            return _around(request, "portal/sheet.html", context)
    context = {"form": form, "reason": _(reason) if reason else "", "pk": pk, "possible": possible}
    return _around(request, "portal/sheet_ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.PROFESSIONAL, Kind.GUEST)
def paper(request: SignedIn, pk: UUID) -> HttpResponse:
    """For the sender: a paper to give to the resident, made only when that is safe."""
    ask = queries.to_ask(request.me, pk)
    if ask is None:
        raise Http404
    form = forms.Safe(typed(request))
    reason = _why_not(ask, safe=True)
    if reason is None and form.is_valid():
        reason = _why_not(ask, safe=form.cleaned_data["safe"] == "yes")
        if reason is None:
            return _paper_page(request, ask, pk)
    context = {"ask": ask, "form": form, "reason": _(reason) if reason else "", "pk": pk}
    return _around(request, "portal/paper_ask.html", context, status=422 if form.is_bound else 200)


def _around(
    request: SignedIn, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """In the menu of a professional, or the calm page of a guest."""
    if request.me.kind == Kind.GUEST:
        return show(request, template, context | {"base": "plain.html"}, status=status)
    return htmx.render(request, template, context | {"base": "page.html"}, status=status)


def _why_not(ask: queries.ToAsk, *, safe: bool) -> rules.WhyNot | None:
    return rules.why_not_ask_resident(
        sends=ask.sends, contact=ask.contact, answered=ask.answered, safe=safe
    )


def _paper_page(request: SignedIn, ask: queries.ToAsk, pk: UUID) -> HttpResponse:
    context = {"ask": ask} | _code(request, pk, Link.Purpose.ANSWER)
    return _around(request, "portal/paper.html", context)


def _code(request: SignedIn, pk: UUID, purpose: Link.Purpose) -> dict[str, Any]:
    """The code on the paper: spelled, as an address and as a picture."""
    code = papers.paper(pk, purpose=purpose, by=request.me)
    audit.looked("answer paper", by=request.me, object_id=pk, action="print", because="handover")
    return {
        "code": papers.spelled(code),
        "site": f"{settings.BASE_URL}{reverse('portal:paper_code')}",
        "qr": _qr(f"{settings.BASE_URL}{reverse('portal:link', args=[code.lower()])}"),
        "pk": pk,
    }


def _qr(page: str) -> SafeString:
    """The address as a picture that a phone reads; drawn by us, so safe."""
    return mark_safe(  # noqa: S308  # segno draws it from our own address
        segno.make(page, micro=False).svg_inline(scale=3, omitsize=True, svgclass="", lineclass="")
    )
