"""How the library that signs people in behaves in this house."""

import time
from typing import Any
from uuid import UUID

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.accounts import queries, rules
from kring.accounts.actions import sessions
from kring.accounts.models import Professional
from kring.core.sealed import seal, unseal

UNKNOWN_HERE = gettext_lazy(
    "Uw organisatie kent u wel, maar Kring nog niet. Vraag de beheerder om een uitnodiging."
)
WAIT = gettext_lazy("Dit lukte te vaak niet. Probeer het over vijf minuten opnieuw.")
FRESH = 300  # seconds after signing in during which nobody is asked to prove it again


class Accounts(DefaultAccountAdapter):
    """Nobody signs up; the sentences are ours."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar."
        ),
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "incorrect_password": gettext_lazy("Dit is niet uw wachtwoord."),
        "incorrect_code": gettext_lazy("Deze code klopt niet. Kijk op uw app voor een nieuwe."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages themselves say what happened."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        began = self.request.session.get(sessions.BEGAN, 0)
        return bool(time.time() - began > FRESH)


class SecondFactors(DefaultMFAAdapter):
    """Secrets are sealed, and nobody is left without a second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": rules.WhyNotWork.LAST_FACTOR,
        "incorrect_code": Accounts.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The picture as part of the page: other pictures than our own are not allowed."""
        return str(segno.make_qr(url, error="m").svg_inline(scale=5, border=2, svgclass="kr-qr"))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = queries.second_factors(authenticator.user_id) - 1
        return rules.why_not_remove_factor(others=others) is None

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002  # the library's word
        return _("Mijn apparaat")


class Providers(DefaultSocialAccountAdapter):
    """Identity providers of organisations: they vouch for their own people and for nobody else."""

    def list_apps(self, *args: Any, **kwargs: Any) -> list[SocialApp]:
        """The providers, with their secrets opened."""
        found: list[SocialApp] = super().list_apps(*args, **kwargs)
        for each in found:
            each.secret = unseal(each.secret)
        return found

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whoever was invited by this organisation and works there now."""
        organisation = UUID(sociallogin.provider.app.settings["organisation"])
        person = self._known(sociallogin)
        here = person and queries.places(person.pk, at=timezone.now(), organisation=organisation)
        if person is None or not here:
            messages.error(request, str(UNKNOWN_HERE))
            raise ImmediateHttpResponse(redirect("accounts:login"))
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)

    @staticmethod
    def _known(sociallogin: SocialLogin) -> Professional | None:
        """Who it is: known from before, else by an address that the provider verified."""
        if sociallogin.is_existing:
            known: Professional = sociallogin.user
            return known if known.is_active else None
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
        return Professional.objects.filter(email__in=verified, is_active=True).first()
