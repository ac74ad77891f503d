"""Writing a handover: one small group of questions per page, kept while one types."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn, opens_for
from kring.core import forms, htmx, moments
from kring.core.errors import Refused
from kring.handovers.actions import drafting
from kring.handovers.models import Handover
from kring.handovers.models.choices import Kind
from kring.handovers.queries import writing

from . import pages
from .around import PARTIES, page
from .writer import Writing

TYPED = "typed"  # what was typed on a page and not answered yet, by page
BACK_TO_CHECK = "controle"


@opens_for(*PARTIES)
def step(request: SignedIn, pk: UUID, slug: str) -> HttpResponse:
    draft = writing.draft(pk, to_change=request.method == "POST")
    if draft is None:
        return sent_already(pk)
    work, this = Writing(request.me, draft), pages.BY_SLUG[slug]
    if not this.needed(work):
        return _not_asked(request, work)
    if request.method != "POST":
        return _show(request, work, this, this.build(work, None, _initial(work, this)))
    if "autosave" in request.GET:
        return _keep(request, work, this)
    if "search" in request.POST:
        return _show(request, work, this, this.build(work, None, _raw(request, work, this)))
    return _answer(request, work, this)


def _not_asked(request: SignedIn, work: Writing) -> HttpResponse:
    """A page that is not asked of this draft, or no more, does not open: on to what is."""
    if "autosave" in request.GET:
        return HttpResponse(status=409)
    return redirect(pages.address(work.draft.pk, pages.first_open(work)))


def sent_already(pk: UUID) -> HttpResponse:
    """A draft that was sent is a handover now: a second press leads to its page."""
    if Handover.objects.filter(pk=pk).exists():
        return redirect("handovers:detail", pk)
    raise Http404


def _answer(request: SignedIn, work: Writing, this: pages.Page) -> HttpResponse:
    form = this.build(work, request.POST, _initial(work, this))
    if not form.is_valid():
        _keep(request, work, this)
        return _show(request, work, this, form, status=422)
    answers: dict[str, Any] = form.answers  # type: ignore[attr-defined]  # every form of a page has them
    before = work.part(this.part)
    if this.part == "knows" and answers.get("answer", before.get("answer")) != before.get("answer"):
        before = {}  # what followed from another answer does not follow from this one
    try:
        drafting.save(work.draft.pk, this.part, _answered(before, answers, this), by=request.me)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, work, this, form, status=422)
    return redirect(pages.address(work.draft.pk, _next(request, this)))


def _next(request: SignedIn, this: pages.Page) -> str:
    draft = writing.draft(request.resolver_match.kwargs["pk"])  # type: ignore[union-attr]  # a view has a match
    assert draft is not None
    work = Writing(request.me, draft)
    if this.slug == "weet-de-inwoner-het" and not pages.goes_on(work):
        return pages.NOT_NOW
    if BACK_TO_CHECK in request.GET:
        return pages.first_open(work)
    _before, after = pages.beside(work, this)
    return after.slug if after else pages.CHECK


def _keep(request: SignedIn, work: Writing, this: pages.Page) -> HttpResponse:
    """Keep what was typed, right or wrong, until it is answered."""
    part = work.part(this.part)
    typed = part.get(TYPED, {}) | {this.slug: _raw(request, work, this)}
    drafting.save(work.draft.pk, this.part, part | {TYPED: typed}, by=request.me)
    return HttpResponse(status=204)


def _answered(before: dict[str, Any], answers: dict[str, Any], this: pages.Page) -> dict[str, Any]:
    typed = {slug: raw for slug, raw in before.get(TYPED, {}).items() if slug != this.slug}
    return before | answers | {TYPED: typed}


def _raw(request: SignedIn, work: Writing, this: pages.Page) -> dict[str, Any]:
    form = this.build(work, request.POST, {})
    return {name: _storable(form[name].data) for name in form.fields}


def _storable(typed: Any) -> Any:
    """What was typed without the one sign that a database cannot keep."""
    if isinstance(typed, list):
        return [_storable(each) for each in typed]
    return typed.replace("\x00", "") if isinstance(typed, str) else typed


def _initial(work: Writing, this: pages.Page) -> Mapping[str, Any]:
    part = work.part(this.part)
    typed: dict[str, Any] = part.get(TYPED, {}).get(this.slug, {})
    return part | typed


def _show(
    request: SignedIn,
    work: Writing,
    this: pages.Page,
    form: forms.Form,
    *,
    status: int = 200,
) -> HttpResponse:
    before, after = pages.beside(work, this)
    context = {
        "work": work,
        "page": this,
        "form": form,
        "step": this.step,
        "steps": len(pages.steps(work)),
        "next": _after(work, this, after),
        "back": before.slug if before else "",
        "saved": moments.clock(work.draft.saved_at) if work.part(this.part) else "",
        "name": kind_words(work),
    }
    return page(request, this.template, context, sends=True, status=status)


def _after(work: Writing, this: pages.Page, after: pages.Page | None) -> str:
    names = pages.steps(work)
    if after is None:
        return str(names[-1])
    return str(after.title if after.step == this.step else names[after.step - 1])


def kind_words(work: Writing) -> str:
    """What is being written, for the line above the steps."""
    names = {"involve": _("Tijdelijk betrekken"), "consult": _("Vraag zonder naam")}
    return names.get(work.draft.kind, _("Overdracht"))


@opens_for(*PARTIES)
def not_now(request: SignedIn, pk: UUID) -> HttpResponse:
    draft = writing.draft(pk)
    if draft is None:
        return sent_already(pk)
    work = Writing(request.me, draft)
    answer = work.part("knows").get("answer")
    if not answer or pages.goes_on(work):
        return redirect(pages.address(pk, pages.first_open(work)))
    return page(request, "handovers/not_now.html", {"work": work, "answer": answer}, sends=True)


@require_POST
@opens_for(*PARTIES)
def become(request: SignedIn, pk: UUID) -> HttpResponse:
    """A question becomes a handover with a name, on purpose; what was typed stays."""
    draft = writing.draft(pk, to_change=True)
    if draft is None:
        return sent_already(pk)
    what = draft.data.get("what") or {}
    story = {"situation": what.get("situation") or what.get("question", "")}
    drafting.become(pk, Kind.REFER, by=request.me)
    work = Writing(request.me, drafting.save(pk, "what", {**what, **story}, by=request.me))
    return redirect(pages.address(pk, pages.first_open(work)))


@require_POST
@opens_for(*PARTIES)
def discard(request: SignedIn, pk: UUID) -> HttpResponse:
    try:
        drafting.discard(pk, by=request.me)
    except Refused:
        return redirect("handovers:drafts")
    htmx.say(request, _("Het concept is weg."), undo=reverse("handovers:restore", args=[pk]))
    return redirect("handovers:drafts")


@require_POST
@opens_for(*PARTIES)
def restore(request: SignedIn, pk: UUID) -> HttpResponse:
    with htmx.saying(request):
        drafting.restore(pk, by=request.me)
    return redirect("handovers:drafts")


@require_POST
@opens_for(*PARTIES)
def prolong(request: SignedIn, pk: UUID) -> HttpResponse:
    with htmx.saying(request):
        kept = drafting.prolong(pk, by=request.me).keep_until
        until = moments.day(moments.local(kept).date(), moments.local(request.me.at).date())
        htmx.say(request, _("Het concept blijft tot %(day)s.") % {"day": until})
    return redirect("handovers:drafts")
