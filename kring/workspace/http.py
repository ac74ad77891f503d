"""What stands around every page: whose it is, where one can go, what waits."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kring.core.actor import Kind
from kring.core.actor import Me as Acting
from kring.core.chrome import Chrome, Me, NavItem


class ChromeMiddleware:
    """Gives each request its `chrome`, made when a page is rendered and not before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.chrome = SimpleLazyObject(lambda: chrome(request))  # type: ignore[attr-defined]  # for core.htmx.render
        return self.get_response(request)


def chrome(request: HttpRequest) -> Chrome:
    """The surroundings of this page for who acts now."""
    me: Acting | None = getattr(request, "me", None)
    if me is None or me.kind != Kind.PROFESSIONAL:
        return Chrome(danger=True)
    return Chrome(
        municipality=me.organisation_name,
        home_url="/mijn-werk/",
        me=Me(name=me.name, initials=initials(me.name), url="/profiel/", role=me.function),
        nav=_nav(request.path),
        session_seconds=settings.SESSION_COOKIE_AGE,
    )


def initials(name: str) -> str:
    """The first letters of the first and last word: Samira El Amrani → SA."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:])[: len(words)])


def _nav(path: str) -> tuple[NavItem, ...]:
    places = [
        ("Mijn werk", "/mijn-werk/", "inbox", "Werk"),
        ("Huishoudens", "/huishoudens/", "home-heart", ""),
        ("Overdracht", "/overdracht/", "heart-handshake", "Overdragen"),
    ]
    return tuple(
        NavItem(label=label, url=url, icon=icon, short=short, current=path.startswith(url))
        for label, url, icon, short in places
    )
