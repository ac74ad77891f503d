"""From the door to the desk: a position, a provider, a forgotten password."""

from typing import cast
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kring.accounts import forms, queries, rules
from kring.accounts.actions import professionals, sessions
from kring.accounts.http import SignedIn, public, to_sign_in
from kring.accounts.models import Professional
from kring.accounts.rules import WhyNotWork
from kring.core.actor import acting, job
from kring.core.errors import Refused
from kring.core.htmx import render, say

HOME = "/mijn-werk/"  # leads on who only hands over
YEAR = 365 * 24 * 3600


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_position(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, Professional):
        return to_sign_in(request)
    provider = provider_of(request)
    places = queries.places(
        request.user.pk,
        at=timezone.now(),
        organisation=provider and UUID(provider.settings["organisation"]),
    )
    reason = rules.why_not_work(
        second_factor=queries.second_factors(request.user.pk) > 0,
        by_provider=provider is not None,
        positions=len(places),
    )
    if reason == WhyNotWork.NO_SECOND_FACTOR:
        return redirect("mfa_index")
    if reason is not None:
        return render(request, "accounts/no_position.html", {"why": _(reason)}, status=403)
    return _choose(cast(SignedIn, request), places)


def _choose(request: SignedIn, places: list[queries.Place]) -> HttpResponse:
    now = request.session.get(sessions.POSITION)
    chosen = request.POST.get("position", "")
    if request.method != "POST" and len(places) == 1 and now is None:
        chosen = str(places[0].position)
    place = next((place for place in places if str(place.position) == chosen), None)
    if place is not None:
        return start(request, place)
    context = {"places": places, "now": now, "next": _next(request), "asked": bool(request.POST)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/choose_position.html", context, status=status)


def start(request: SignedIn, place: queries.Place) -> HttpResponse:
    """Let who signed in work from this position, in their own language."""
    sessions.work_from(request.session, position=place.position)
    answer = redirect(_next(request) or HOME)
    speak(answer, request.user.language)
    return answer


def speak(answer: HttpResponse, language: str) -> None:
    """Answer in this language from now on, in this browser."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, httponly=True,
        secure=settings.SECURE_COOKIES, samesite="Lax",
    )  # fmt: skip


def _next(request: HttpRequest) -> str:
    """Where someone was going, when that is here."""
    there = request.POST.get("next") or request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return there if here else ""


def provider_of(request: HttpRequest) -> SocialApp | None:
    """The identity provider that signed this session in; None when a password or passkey did.

    The last way in counts, not what was asked again afterwards. One query when there is one.
    """
    ways = [
        record
        for record in get_authentication_records(request, request.user)
        if not record.get("reauthenticated")
        and (record["method"] != "mfa" or record.get("passwordless"))
    ]
    if not ways or ways[-1]["method"] != "socialaccount":
        return None
    return SocialApp.objects.get(provider_id=ways[-1]["provider"])


@public
@require_safe
def providers(request: HttpRequest) -> HttpResponse:
    found = SocialApp.objects.order_by("name").values_list("name", "provider_id")
    return render(request, "accounts/providers.html", {"providers": list(found)})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    form = forms.Forgotten(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if ratelimit.consume(request, action="reset_password", key=email):
            professionals.forgot_password(email)
        return render(request, "accounts/forgotten_sent.html", {})
    status = 422 if form.is_bound else 200
    return render(request, "accounts/forgotten.html", {"form": form}, status=status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest, secret: str) -> HttpResponse:
    with acting(job("accounts")) as by:
        try:
            link, person = professionals.behind(secret, by=by)
        except Refused as refusal:
            return render(request, "accounts/link_closed.html", {"why": str(refusal)}, status=410)
        form = forms.NewPassword(request.POST if request.method == "POST" else None, of=person)
        if form.is_valid():
            professionals.choose_password(secret, password=form.cleaned_data["password"], by=by)
            say(request, _("Uw wachtwoord is bewaard. U kunt nu inloggen."))
            return redirect("accounts:login")
    context = {"form": form, "person": person, "first": link.purpose == link.Purpose.INVITE}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/password.html", context, status=status)
