"""The pages on which a handover is written, in their order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kring.core import forms
from kring.handovers.forms import knows

from . import building
from .writer import Writing

STEPS = (
    _("Aan wie"),
    _("Weet de inwoner het?"),
    _("Over wie"),
    _("Wat is er aan de hand"),
    _("Controleer"),
)
CONSULT_STEPS = (STEPS[0], _("Uw vraag"), STEPS[-1])
CHECK = "controleer"
NOT_NOW = "nu-niet"

Build = Callable[[Writing, building.Typed, Mapping[str, Any]], forms.Form]


@dataclass(frozen=True)
class Page:
    """One page of a step. `needed`: whether it is asked at all; `done`: whether it is answered."""

    slug: str
    step: int
    part: str
    title: Any
    build: Build
    done: Callable[[Writing], bool]
    needed: Callable[[Writing], bool] = lambda _writing: True
    lead: Any = ""
    template: str = "handovers/step.html"


def steps(writing: Writing) -> tuple[Any, ...]:
    """The names of the steps: a question without a name has three of the five."""
    return CONSULT_STEPS if writing.is_consult else STEPS


def _full(writing: Writing) -> bool:
    return not writing.is_consult


def goes_on(writing: Writing) -> bool:
    """Whether what the resident knows lets the handover go on."""
    return writing.part("knows").get("answer") in knows.GOES_ON


def _has(part: str, *names: str) -> Callable[[Writing], bool]:
    return lambda writing: any(writing.part(part).get(name) for name in names)


def _answered(answer: str) -> Callable[[Writing], bool]:
    return lambda writing: not writing.is_consult and writing.part("knows").get("answer") == answer


PAGES: tuple[Page, ...] = (
    Page(
        "namens",
        1,
        "on_behalf",
        _("Wie belt er?"),
        building.caller,
        _has("on_behalf", "sender"),
        lead=_("U schrijft op wat de beller vertelt. De beller kan het later nakijken."),
        needed=lambda writing: bool(writing.part("on_behalf").get("by_phone")),
        template="handovers/search_step.html",
    ),
    Page(
        "aan-wie",
        1,
        "to",
        STEPS[0],
        building.to_whom,
        _has("to", "team", "position"),
        template="handovers/search_step.html",
    ),
    Page(
        "weet-de-inwoner-het",
        2,
        "knows",
        STEPS[1],
        building.knows,
        _has("knows", "answer"),
        lead=_("Typ hier nog geen naam. Die vragen we op de volgende bladzijde."),
        needed=_full,
    ),
    Page(
        "toestemming",
        2,
        "knows",
        _("De inwoner wil dit"),
        building.agreed,
        _has("knows", "hears"),
        needed=_answered(knows.YES),
    ),
    Page(
        "regel",
        2,
        "knows",
        _("Volgens welke regel deelt u?"),
        building.lawful,
        _has("knows", "hears"),
        needed=_answered(knows.INFORMED),
    ),
    Page(
        "over-wie",
        3,
        "who",
        STEPS[2],
        building.about_whom,
        _has("who", "family_name", "resident"),
        lead=_("Alleen een naam is nodig."),
        template="handovers/person_step.html",
        needed=_full,
    ),
    Page(
        "uw-vraag",
        2,
        "what",
        CONSULT_STEPS[1],
        building.question,
        _has("what", "question"),
        lead=_("Beschrijf wat er speelt, zonder te zeggen over wie het gaat."),
        needed=lambda writing: writing.is_consult,
        template="handovers/question_step.html",
    ),
    Page(
        "wat-is-er",
        4,
        "what",
        STEPS[3],
        building.matter,
        _has("what", "situation"),
        needed=_full,
    ),
    Page(
        "hoe-snel",
        4,
        "what",
        _("Hoe snel is hulp nodig?"),
        building.speed,
        _has("what", "urgency"),
        template="handovers/speed_step.html",
        needed=_full,
    ),
    Page(
        "samen",
        4,
        "what",
        _("Samen overdragen"),
        building.brought,
        _has("what", "warm"),
        lead=_("Een overdracht lukt vaker als u de inwoner zelf voorstelt."),
        template="handovers/together_step.html",
        needed=_full,
    ),
)

BY_SLUG = {page.slug: page for page in PAGES}


def first_open(writing: Writing) -> str:
    """The slug of the first page that still needs an answer; the check page when none does."""
    for page in PAGES:
        if page.needed(writing) and not page.done(writing):
            return page.slug
        if page.part == "knows" and page.needed(writing) and not goes_on(writing):
            return page.slug
    return CHECK


def address(draft: UUID, slug: str) -> str:
    """The path of a page of this draft, of its check page, or of why it is not sent now."""
    if slug == CHECK:
        return reverse("handovers:check", args=[draft])
    if slug == NOT_NOW:
        return reverse("handovers:not_now", args=[draft])
    return reverse("handovers:step", args=[draft, slug])


def beside(writing: Writing, page: Page) -> tuple[Page | None, Page | None]:
    """The page before and the page after this one."""
    asked = [each for each in PAGES if each.needed(writing) or each is page]
    place = asked.index(page)
    before = asked[place - 1] if place else None
    return before, asked[place + 1] if place + 1 < len(asked) else None


__all__ = [
    "BY_SLUG",
    "CHECK",
    "NOT_NOW",
    "PAGES",
    "STEPS",
    "Page",
    "Writing",
    "address",
    "beside",
    "first_open",
    "steps",
]
