"""What stands around every page: whose it is, where one can go, what waits."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn, most_seconds_left, seconds_left, visitors_chrome
from kring.core import moments, theme
from kring.core.actor import Kind
from kring.core.actor import Me as Acting
from kring.core.chrome import Chrome, Me, NavItem
from kring.directory.models import Ring
from kring.directory.queries import look_of
from kring.workspace.queries.around import Around, around


class ChromeMiddleware:
    """Gives each request its `chrome`, made when a page is rendered and not before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.chrome = SimpleLazyObject(lambda: chrome(request))  # type: ignore[attr-defined]  # for core.htmx.render
        return self.get_response(request)


def chrome(request: HttpRequest) -> Chrome:
    """The surroundings of this page for who acts now. Costs one statement for a professional."""
    me: Acting | None = getattr(request, "me", None)
    if me is None or me.kind != Kind.PROFESSIONAL:
        look = look_of(me.region) if me and me.region else None
        return visitors_chrome(request, danger=True, **look.around if look else {})
    found = surroundings(request, me)
    nav = _nav(request.path, found, light=is_light(me, found))
    return Chrome(
        municipality=me.organisation_name,
        home_url=nav[0].url,
        me=Me(
            name=me.name,
            initials=initials(me.name),
            url=_place("accounts:profile"),
            role=me.function,
        ),
        nav=nav,
        more_url=_place("workspace:more"),
        search_url=_place("workspace:find"),
        team_word=found.team_word,
        theme_href=theme.href(found.brand),
        compact=found.compact,
        shortcuts=found.shortcuts,
        keys_to=tuple((_LETTERS[item.url], item.url) for item in nav),
        session_seconds=seconds_left(request),
        session_at_most=most_seconds_left(request),
        stay_url=reverse("workspace:stay"),
        printed_by=me.name,
        printed_at=moments.full_moment(me.at),
    )


def surroundings(request: HttpRequest, me: Acting, *, waiting: int | None = None) -> Around:
    """What the database knows around this page, asked once per request."""
    if not hasattr(request, "around"):
        request.around = around(me, waiting=waiting)  # type: ignore[attr-defined]  # kept for this request
    found: Around = request.around  # type: ignore[attr-defined]
    return found


def starts_at_handovers(request: SignedIn, *, waiting: int) -> bool:
    """The light role: someone of the first ring without households has no worklist.

    `waiting`: how much waits, for the menu.
    """
    return is_light(request.me, surroundings(request, request.me, waiting=waiting))


def is_light(me: Acting, found: Around) -> bool:
    """Whether who acts only hands over: of the first ring, and in nobody's circle."""
    return me.ring == Ring.FIRST and not found.involved


def initials(name: str) -> str:
    """The first letters of the first and last word: Samira El Amrani → SA."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:])[: len(words)])


_LETTERS = {"/mijn-werk/": "w", "/huishoudens/": "h", "/overdracht/": "o", "/beheer/": "b"}
_INSIDE = {"/huishoudens/": "/huishouden/"}  # one household lies under the list of them


def _nav(path: str, found: Around, *, light: bool) -> tuple[NavItem, ...]:
    """The places of a professional; what waits is counted at the first, where one starts."""
    places = (
        NavItem(label=_("Mijn werk"), url="/mijn-werk/", icon="inbox", short=_("Werk")),
        NavItem(label=_("Huishoudens"), url="/huishoudens/", icon="home-heart"),
        NavItem(
            label=_("Overdracht"), url="/overdracht/", icon="heart-handshake", short=_("Overdragen")
        ),
        NavItem(label=_("Beheer"), url="/beheer/", icon="building-community"),
    )
    first, *others = [
        replace(place, current=path.startswith((place.url, _INSIDE.get(place.url, place.url))))
        for place in places[2 if light else 0 : None if found.manages else -1]
    ]
    return (replace(first, waiting=found.waiting), *others)


def _place(name: str) -> str:
    """The address of a page, empty while it has no door: its link is hidden."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
