"""What a party without an account does by a link for one handover."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.accounts.http import SignedIn, opens_for
from kring.accounts.models import Link
from kring.audit import actions as audit
from kring.core import htmx, keeping
from kring.core.actor import Kind
from kring.core.errors import Refused
from kring.handovers import actions as handovers
from kring.portal.forms import parties as forms
from kring.portal.http import link_of, show, typed
from kring.portal.queries import guests


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.GUEST)
def correct(request: SignedIn) -> HttpResponse:
    """What was typed for me, to add to; only after a code."""
    if not request.me.proven:
        return redirect("portal:code")
    key = _subject(request, Link.Purpose.CORRECT)
    form = forms.Correct(typed(request))
    if form.is_valid():
        try:
            handovers.correct(key, form.cleaned_data["text"], by=request.me)
            keeping.forget(request, by=request.me)
            htmx.say(request, _("Uw aanvulling is verstuurd."))
            return redirect("handovers:detail", key)
        except Refused as refusal:
            form.add_error("text", str(refusal))
    audit.looked("handover", by=request.me, object_id=key, because="handover")
    saved = keeping.fill(form, request.path, by=request.me)
    context = {"form": form, "texts": guests.texts(key, request.me), "pk": key, "saved": saved}
    return show(request, "portal/correct.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.GUEST)
def tell_back(request: SignedIn) -> HttpResponse:
    """Ten seconds: one choice, no name on the page, no code."""
    key = _subject(request, Link.Purpose.FEEDBACK)
    form = forms.TellBack(typed(request))
    if form.is_valid():
        interim = form.cleaned_data["how"] != forms.DONE
        try:
            handovers.feed_back(key, form.told, interim=interim, by=request.me)
            keeping.forget(request, by=request.me)
            return show(request, "portal/told_back.html", {})
        except Refused as refusal:
            form.add_error("how", str(refusal))
    saved = keeping.fill(form, request.path, by=request.me)
    context = {"form": form, "about": guests.about(key, request.me), "saved": saved}
    return show(request, "portal/tell_back.html", context, status=422 if form.is_bound else 200)


def _subject(request: SignedIn, purpose: Link.Purpose) -> UUID:
    """What the link of this visit is about, when it is one for this purpose."""
    link = Link.objects.get(pk=link_of(request))
    if link.purpose != purpose or link.subject is None:
        raise Http404
    return link.subject
