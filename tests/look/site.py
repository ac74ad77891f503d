"""A small site with every component and every behaviour, served for the browser tests.

Its pages are drawn by the same code as those of the product; only what they say is made up.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.static import serve

from kring.core import forms, htmx, moments, pictures
from kring.core.chrome import Chrome, EmergencyNumber, Me, NavItem

HERE = Path(__file__).parent
ASSETS = HERE.parents[1] / "build" / "assets"
NOW = datetime(2026, 11, 18, 15, 0, tzinfo=moments.AMSTERDAM)
PLACES = {"inzicht": "Inzicht", "werk": "Mijn werk"}


@dataclass
class Server:
    """What the site keeps, and how it answers what is kept while typing."""

    answer: int = 204
    kept: dict[str, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    searched: list[str] = field(default_factory=list)
    stayed: int = 0


SERVER = Server()

NAV = (
    NavItem(label="Mijn werk", short="Werk", url="/", icon="inbox", current=True, waiting=4),
    NavItem(label="Huishoudens", url="/stap/", icon="heart-handshake"),
    NavItem(label="Overdracht", short="Overdragen", url="/fout/404/", icon="send"),
    NavItem(label="Wie kan helpen?", short="Wie helpt?", url="/zoek/", icon="search"),
)
NUMBERS = (EmergencyNumber(label="Crisisdienst", phone="+31123440000", hours="nu bereikbaar"),)
CHROME = Chrome(
    municipality="Gemeente Waterrijk",
    me=Me(name="Samira Haddad", initials="SH", url="/", role="Wijkteam Tuindorp"),
    nav=NAV,
    more_url="/stap/",
    search_url="/zoek/",
    numbers=NUMBERS,
    keys_to=(("w", "/"), ("h", "/stap/")),
    session_seconds=3600,
    session_at_most=2 * 3600,
    stay_url="/blijf/",
    printed_by="Samira Haddad",
    printed_at="18 november 2026, 15:00",
)


def node(name: str, role: str, **facts: bool) -> pictures.Node:
    letters = "".join(word[0] for word in name.split()[:2]).upper()
    return pictures.Node(name=name, role=role, initials=letters, url="/stap/", **facts)


INSIDE = [
    node("Fatma Yılmaz", "moeder"),
    node("Bram de Vries", "vader"),
    node("Oma Riet", "steun in de week"),
    node("Buurvrouw Ans", "past op"),
]
OUTSIDE = [
    node("Samira Haddad", "wijkteam", coordinates=True),
    node("Peter Bakker", "huisarts"),
    node("Anja Mulder", "wijkverpleging"),
    node("Joost Kok", "schuldhulp"),
    node("Kemal Öztürk", "woningcorporatie"),
    node("Mirjam de Groot", "wijkagent", sharing=False),
    *(node(f"Collega Nummer {number}", "vrijwilliger") for number in range(8)),
]


def outline(name: str, column: int) -> pictures.Outline:
    west, south = 5 + 0.01 * column, 52.0
    ring = [(0, 0), (0.01, 0), (0.012, 0.008), (0, 0.01), (0, 0)]
    return pictures.Outline(
        name=name,
        geometry={"type": "Polygon", "coordinates": [[(west + x, south + y) for x, y in ring]]},
        url="/stap/",
        words="12 vragen",
        level=column,
    )


DUE = {
    "late": moments.deadline(NOW - timedelta(hours=27), NOW),
    "soon": moments.deadline(NOW + timedelta(hours=2), NOW),
    "ample": moments.deadline(NOW + timedelta(days=2), NOW),
    "today": moments.due_day(NOW.date(), NOW.date()),
    "later": moments.due_day(date(2026, 11, 20), NOW.date()),
    "past": moments.due_day(date(2026, 11, 17), NOW.date()),
}


class Step(forms.Form):
    name = forms.LineField(label="Naam", max_length=40)
    born_on = forms.DayField(label="Geboortedatum", help_text="Bijvoorbeeld 21-03-1948")
    phone = forms.PhoneField(label="Telefoonnummer", required=False)
    mail = forms.MailField(label="E-mailadres", required=False)
    story = forms.TextField(label="Wat is er aan de hand?", help_text="Twee of drie zinnen.")
    haste = forms.ChoiceField(
        label="Hoe snel is hulp nodig?",
        choices=[
            ("1", forms.Option("Vandaag", "Belt u ook even: 0123 – 45 67 00")),
            ("3", forms.Option("Binnen 3 werkdagen", "Reactie vóór ma 23 nov, 17:00")),
            ("?", "Weet ik nog niet"),
        ],
    )
    theme = forms.ChoiceField(
        label="Thema", choices=[(str(number), f"Thema {number}") for number in range(12)]
    )
    share = forms.ChoicesField(
        label="Wat mag gedeeld worden?", choices=[("a", "Zorg"), ("b", "Geld")], required=False
    )
    talk_at = forms.MomentField(label="Wanneer is het gesprek?", required=False)
    letter = forms.FileField(label="Brief", required=False)
    told = forms.YesField(label="Ik heb dit met mevrouw besproken")


def gallery(request: HttpRequest) -> HttpResponse:
    request.chrome = CHROME
    names = ["Oude Haven", "Bloemenbuurt", "Spoorkwartier", "De Werven", "Tuindorp"]
    context = {
        "due": DUE,
        "done": SERVER.done,
        "inside": INSIDE,
        "outside": OUTSIDE,
        "neighbourhoods": pictures.map_of(
            [outline(name, at) for at, name in enumerate(names)], label="Kaart van de buurten"
        ),
    }
    return htmx.render(request, "gallery.html", context)


def tick(request: HttpRequest, row: str) -> HttpResponse:
    if SERVER.answer >= 400:
        return HttpResponse(status=SERVER.answer)
    SERVER.done ^= {row}
    htmx.say(request, "Afgerond: bellen", undo=f"/klaar/{row}/")
    if htmx.wants_part(request):
        context = {"row": row, "due": DUE, "done": SERVER.done}
        return htmx.render(request, "tick.html", context, part="row")
    return redirect("/")


def step(request: HttpRequest) -> HttpResponse:
    request.chrome = Chrome(municipality="Gemeente Waterrijk", danger=True, numbers=NUMBERS)
    form = Step(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect("/")
    status = 422 if request.method == "POST" else 200
    return htmx.render(request, "steps.html", {"form": form}, status=status)


def keep(request: HttpRequest) -> HttpResponse:
    if SERVER.answer < 300:
        SERVER.kept = request.POST.dict()
    return HttpResponse(status=SERVER.answer)


def find(request: HttpRequest) -> HttpResponse:
    request.chrome = CHROME
    words = request.POST.get("q", "")
    SERVER.searched.append(words)
    found = [(key, name) for key, name in PLACES.items() if words.lower() in name.lower()]
    template = "options.html" if htmx.wants_part(request) else "find.html"
    return htmx.render(request, template, {"found": found, "words": words}, part="found")


def stay(request: HttpRequest) -> HttpResponse:
    SERVER.stayed += 1
    return HttpResponse(status=204)


def error(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, f"{code}.html", status=int(code) if code.isdigit() else 403)


def server(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"kept": SERVER.kept, "searched": SERVER.searched})


urlpatterns = [
    path("", gallery),
    path("klaar/<row>/", tick),
    path("stap/", step),
    path("bewaar/", keep),
    path("zoek/", find),
    path("blijf/", stay),
    path("fout/<code>/", error),
    path("static/<path:path>", serve, {"document_root": ASSETS}),
]
