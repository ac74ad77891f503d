"""The resident's voice: a code on paper, how it stands, and one question with big buttons."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kring.accounts.actions import links
from kring.accounts.http import SignedIn, opens_for, public
from kring.accounts.models import Link
from kring.core.actor import Kind, Me
from kring.core.errors import Refused
from kring.handovers import actions as handovers
from kring.portal.actions import doors
from kring.portal.forms import answers as forms
from kring.portal.forms.doors import PaperCode
from kring.portal.http import at_the_door, came_from, enter, link_of, show, typed
from kring.portal.models import Knock
from kring.portal.queries import help_me


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def paper_code(request: HttpRequest, me: Me) -> HttpResponse:
    form = PaperCode(typed(request))
    if form.is_valid():
        try:
            return _enter(request, form.cleaned_data["code"], by=me)
        except Refused as refusal:
            form.add_error("code", str(refusal))
    status = 422 if form.is_bound else 200
    return show(request, "portal/paper_code.html", {"form": form}, status=status)


def _enter(request: HttpRequest, code: str, *, by: Me) -> HttpResponse:
    doors.knock(Knock.Door.OPEN, came_from=came_from(request), asked_for=code, by=by)
    link = doors.open_paper(code, by=by)
    enter(request, link, kind=Kind.RESIDENT, by=by)
    return redirect("portal:answer" if link.purpose == Link.Purpose.ANSWER else "portal:status")


@require_safe
@opens_for(Kind.RESIDENT)
def status(request: SignedIn) -> HttpResponse:
    asked = help_me.asked(request.me)
    if asked is None:
        return redirect("portal:help_me")
    return show(request, "portal/status.html", {"asked": asked, "state": asked.state.value})


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.RESIDENT)
def answer(request: SignedIn) -> HttpResponse:
    asked = help_me.asked(request.me)
    if asked is None or not asked.may_answer or asked.answered:
        return redirect("portal:status")
    form = forms.Answer(typed(request))
    if not form.is_valid():
        context = {"asked": asked, "form": form, "unclear": bool(form.errors.get("answer"))}
        return show(request, "portal/answer.html", context, status=422 if form.is_bound else 200)
    said, words = form.cleaned_data["answer"], form.cleaned_data["words"]
    handovers.resident_says(
        asked.id, handovers.Says(said), by=request.me, via=handovers.Via.CODE, words=words
    )
    link = Link.objects.get(pk=link_of(request))
    if link.purpose == Link.Purpose.ANSWER:  # one answer: the paper has done its work
        links.revoke(link.pk, by=request.me)
        request.session.flush()
    return redirect("portal:thanks", said)


@require_safe
@public
def thanks(request: HttpRequest, said: str) -> HttpResponse:
    if said not in [*handovers.Says]:
        raise Http404
    return show(request, "portal/thanks.html", {"said": said})
