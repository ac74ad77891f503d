"""What I may change about myself, and where I am signed in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as library
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kring.accounts import forms, queries, rules
from kring.accounts.actions import professionals, sessions
from kring.accounts.http import SignedIn, to_sign_in
from kring.accounts.http.sessions import digest
from kring.accounts.views.signing_in import provider_of, speak
from kring.core import moments
from kring.core.htmx import render, say


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedIn) -> HttpResponse:
    known = {name: getattr(request.user, name) for name in professionals.PREFERENCES}
    form = forms.Profile(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        professionals.prefer(request.user, by=request.me, **form.cleaned_data)
        say(request, _("Uw gegevens zijn bewaard."))
        answer = redirect("accounts:profile")
        speak(answer, form.cleaned_data["language"])
        return answer
    status = 422 if form.is_bound else 200
    context = _about_me(request) | {"form": form}
    return render(request, "accounts/profile.html", context, status=status)


def _about_me(request: SignedIn) -> dict[str, object]:
    mine, now = request.user.pk, timezone.now()
    return {
        "me": request.me,
        "email": request.user.email,
        "has_password": request.user.has_usable_password(),
        "by_provider": provider_of(request),
        "positions": len(queries.places(mine, at=now)),
        "second_factors": queries.second_factors(mine),
        "sessions": [
            (each.id, each.device, moments.moment(each.used_at, now), each.id == _here(request))
            for each in queries.sessions(mine, at=now)
        ],
    }


def _here(request: SignedIn) -> str:
    return digest(request.session.session_key or "")


@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: SignedIn) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    form = forms.ChangePassword(given, of=request.user)
    if form.is_valid():
        professionals.set_password(
            request.user, password=form.cleaned_data["password"], by=request.me, keep=_here(request)
        )
        update_session_auth_hash(request, request.user)
        say(request, _("Uw wachtwoord is veranderd. Andere apparaten zijn uitgelogd."))
        return redirect("accounts:profile")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/change_password.html", {"form": form}, status=status)


@require_POST
def end_session(request: SignedIn, key: str) -> HttpResponse:
    if not sessions.end(key, of=request.user.pk):
        raise Http404
    say(request, _("Dat apparaat is uitgelogd."))
    return redirect("accounts:profile")


@require_POST
def end_other_sessions(request: SignedIn) -> HttpResponse:
    sessions.end_all(of=request.user.pk, but=_here(request))
    say(request, _("Alle andere apparaten zijn uitgelogd."))
    return redirect("accounts:profile")


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """The library's page, which would also take away the last second step."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN)
    others = queries.second_factors(request.user.pk) - 1
    if why := rules.why_not_remove_factor(others=others):
        return render(request, "accounts/last_factor.html", {"why": _(why)}, status=422)
    answer: HttpResponse = library.remove_webauthn(request, pk=pk)
    return answer
