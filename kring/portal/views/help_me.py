"""Ik wil hulp: five questions, one per page, without an account; then who calls and when."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.accounts.actions import links
from kring.accounts.http import SignedIn, opens_for
from kring.accounts.models import Link
from kring.core import moments
from kring.core.actor import Kind, acting, job, resident
from kring.core.errors import Refused
from kring.portal.actions import doors
from kring.portal.actions import help_me as actions
from kring.portal.forms import help_me as forms
from kring.portal.http import came_from, enter, link_of, show, typed, visitor, works_here
from kring.portal.models import Knock
from kring.portal.queries import help_me as queries


@dataclass(frozen=True)
class Step:
    """One question. `title`: of its page; `short`: its name in the line of steps."""

    slug: str
    form: type[forms.Question]
    title: Promise
    short: Promise


STEPS = (
    Step("verhaal", forms.Story, _("Wat is er aan de hand?"), _("Uw verhaal")),
    Step("goed", forms.GoesWell, _("Wat gaat er goed?"), _("Wat goed gaat")),
    Step("eerst", forms.First, _("Wat wilt u als eerste?"), _("Wat eerst")),
    Step("voor-wie", forms.Whom, _("Voor wie is de hulp?"), _("Voor wie")),
    Step("bereiken", forms.Reach, _("Hoe bereiken wij u?"), _("U bereiken")),
)
SLUGS = [step.slug for step in STEPS]
CHECK = "controleer"


@require_safe
@opens_for(Kind.RESIDENT, nobody=True)
def start(request: SignedIn) -> HttpResponse:
    context = {
        "first": STEPS[0].slug,
        "works_here": works_here(request),
        "going_on": bool(_answers(request)),
    }
    return show(request, "portal/help_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.RESIDENT, nobody=True)
def step(request: SignedIn, slug: str) -> HttpResponse:
    if slug not in SLUGS:
        raise Http404
    if works_here(request):
        return redirect("portal:help_me")
    asked = STEPS[SLUGS.index(slug)]
    answers = _answers(request)
    form = _form(asked, typed(request), answers)
    if not form.is_bound or not form.is_valid():
        return _page(request, asked, form, answers)
    try:
        _keep(request, slug, _plain(form.cleaned_data))
    except Refused as refusal:
        return show(request, "portal/closed.html", {"reason": str(refusal)}, status=429)
    return redirect("portal:help_step", _after(slug, answers))


@require_POST
@opens_for(Kind.RESIDENT, nobody=True)
def save(request: SignedIn, slug: str) -> HttpResponse:
    """Keep what is being typed, complete or not."""
    if slug not in SLUGS or works_here(request):
        raise Http404
    asked = STEPS[SLUGS.index(slug)]
    answers = _answers(request)
    form = _form(asked, request.POST, answers)
    form.is_valid()
    try:
        _keep(request, slug, _plain(form.cleaned_data))
    except Refused:
        return HttpResponse(status=429)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_for(Kind.RESIDENT)
def check(request: SignedIn) -> HttpResponse:
    draft = queries.draft(request.me)
    if draft is None:
        return redirect("portal:sent" if queries.asked(request.me) else "portal:help_me")
    answers = actions.answered(draft)
    if missing := next((each.slug for each in STEPS if not _done(each, answers)), ""):
        return redirect("portal:help_step", missing)
    if request.method != "POST":
        return _check_page(request, answers)
    try:
        sent = actions.send(draft, by=request.me)
    except Refused as refusal:
        return _check_page(request, answers, reason=str(refusal))
    actions.paper(sent.pk, purpose=Link.Purpose.FOLLOW, by=request.me)
    return redirect("portal:sent")


@require_safe
@opens_for(Kind.RESIDENT)
def sent(request: SignedIn) -> HttpResponse:
    asked = queries.asked(request.me)
    if asked is None:
        return redirect("portal:help_me")
    link = queries.paper(asked.id, purpose=Link.Purpose.FOLLOW)
    code = links.code_on_paper(link) if link else ""
    context = {"asked": asked, "code": actions.spelled(code)}
    return show(request, "portal/help_sent.html", context)


@require_POST
@opens_for(Kind.RESIDENT)
def stop(request: SignedIn) -> HttpResponse:
    """Close the visit, on a computer that others use too."""
    links.leave(link_of(request), by=request.me)
    request.session.flush()
    return redirect("portal:home")


def _answers(request: SignedIn) -> dict[str, Any]:
    here = visitor(request)
    return actions.answered(queries.draft(here)) if here is not None else {}


def _form(asked: Step, data: Any, answers: dict[str, Any]) -> forms.Question:
    whom = answers.get("voor-wie", {}).get("asked_by", forms.SELF)
    places = queries.places() if asked.form is forms.Whom else ()
    return asked.form(
        data, initial=answers.get(asked.slug), places=places, for_self=whom == forms.SELF
    )


def _plain(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cleaned.items() if value not in (None, "")}


def _page(
    request: SignedIn, asked: Step, form: forms.Question, answers: dict[str, Any]
) -> HttpResponse:
    place = SLUGS.index(asked.slug)
    context = {
        "form": form,
        "step": asked,
        "place": place + 1,
        "total": len(STEPS),
        "next": STEPS[place + 1].short if place + 1 < len(STEPS) else _("Nakijken"),
        "before": SLUGS[place - 1] if place else "",
        "kept": bool(answers.get(asked.slug)),
    }
    return show(request, "portal/help_step.html", context, status=422 if form.is_bound else 200)


def _keep(request: SignedIn, slug: str, answers: dict[str, Any]) -> None:
    """Keep it as the resident who is here; the first answer opens the door."""
    if (here := visitor(request)) is not None:
        actions.keep(slug, answers, by=here)
        request.session.modified = True  # the cookie lasts as long as the visit
        return
    with acting(job("guest door")) as door:
        doors.knock(Knock.Door.HELP, came_from=came_from(request), asked_for="", by=door)
        link = links.begin(Link.Purpose.START, by=door)
        enter(request, link, kind=Kind.RESIDENT, by=door)
    with acting(resident(link.pk)) as me:
        actions.keep(slug, answers, by=me)


def _after(slug: str, answers: dict[str, Any]) -> str:
    """The next question; the check page when all was answered before."""
    place = SLUGS.index(slug) + 1
    if place == len(STEPS):
        return CHECK
    return CHECK if all(_done(each, answers) for each in STEPS[place:]) else SLUGS[place]


def _done(asked: Step, answers: dict[str, Any]) -> bool:
    """Whether what must be answered here is answered, as the form itself says."""
    if asked.slug not in answers:
        return not any(field.required for field in asked.form.base_fields.values())
    whom = answers.get("voor-wie", {}).get("asked_by", forms.SELF)
    given = answers[asked.slug]
    needed = {name for name, field in asked.form.base_fields.items() if field.required}
    if whom == forms.SELF:
        needed -= {"caller"}
    return all(given.get(name) for name in needed)


def _check_page(request: SignedIn, answers: dict[str, Any], *, reason: str = "") -> HttpResponse:
    context = {"rows": _rows(answers), "reason": reason, "back": SLUGS[-1]}
    return show(request, "portal/help_check.html", context, status=422 if reason else 200)


def _rows(answers: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Each question with its answer in words, and where to change it."""
    return [
        (str(bound.label), words, asked.slug, str(bound.label))
        for asked in STEPS
        for form in [_form(asked, None, answers)]
        for bound in form
        if (words := _words(bound))
    ]


def _words(bound: Any) -> str:
    value = bound.value()
    choices = dict(getattr(bound.field, "choices", ()))
    if bound.name == "safe_voicemail" and value == "unknown":
        return ""
    if choices:
        return str(choices.get(value, "")) if value else ""
    if value is True:
        return str(_("Ja"))
    return moments.phone(value) if value and bound.name == "phone" else str(value or "")
