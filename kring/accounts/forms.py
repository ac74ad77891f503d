"""What may be typed in to sign in and about oneself."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kring.accounts.models import Professional
from kring.core.forms import ChoiceField, ClockField, Form, LineField, MailField, YesField

LONGEST_PASSWORD = 200
LONGEST_CODE = 40


class PasswordField(LineField):
    """A password, typed or pasted by a password manager; never shown back."""

    longest = LONGEST_PASSWORD

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, widget=widget, **kwargs)


def code_field(label: Any) -> LineField:
    """Six digits from an app, or a recovery code."""
    field = LineField(label=label, max_length=LONGEST_CODE)
    field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return field


class Login(Form, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = MailField(
            label=_("E-mailadres"), missing=_("Vul uw e-mailadres in.")
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"] = PasswordField(
            label=_("Wachtwoord"), missing=_("Vul uw wachtwoord in.")
        )


class Again(Form, ReauthenticateForm):
    password = PasswordField(label=_("Wachtwoord"), missing=_("Vul uw wachtwoord in."))


class SecondFactor(Form, AuthenticateForm):
    code = code_field(_("Code uit uw app, of een herstelcode"))


class SecondFactorAgain(Form, SecondReauthenticateForm):
    code = code_field(_("Code uit uw app, of een herstelcode"))


class AddApp(Form, ActivateTOTPForm):
    code = code_field(_("De zes cijfers die uw app nu laat zien"))


class AddPasskey(Form, AddWebAuthnForm):
    """A passkey signs in by itself, so it always asks for a finger, face or PIN."""

    name = LineField(label=_("Naam van dit apparaat"), max_length=60, required=False)
    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)


class RenamePasskey(Form, EditWebAuthnForm):
    name = LineField(label=_("Naam van dit apparaat"), max_length=60)


class Forgotten(Form):
    email = MailField(label=_("E-mailadres"), missing=_("Vul uw e-mailadres in."))


class NewPassword(Form):
    password = PasswordField(
        label=_("Nieuw wachtwoord"),
        help_text=_("Minstens 12 tekens. Een paar losse woorden achter elkaar werkt goed."),
        missing=_("Vul een wachtwoord in."),
        autocomplete="new-password",
    )
    again = PasswordField(
        label=_("Hetzelfde wachtwoord, nog een keer"),
        missing=_("Vul het wachtwoord nog een keer in."),
        autocomplete="new-password",
    )

    def __init__(self, *args: Any, of: Professional, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.of)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("password", again) != again:
            raise forms.ValidationError(_("Dit is niet hetzelfde wachtwoord."), code="different")
        return again


class ChangePassword(NewPassword):
    current = PasswordField(label=_("Uw wachtwoord nu"), missing=_("Vul uw wachtwoord van nu in."))
    field_order = ["current", "password", "again"]

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.of.check_password(current):
            raise forms.ValidationError(_("Dit is niet uw wachtwoord van nu."), code="wrong")
        return current


class Profile(Form):
    """`quiet_from` and `quiet_until` go together; both empty: mail at any hour of a working day."""

    given_name = LineField(label=_("Voornaam of voorletters"), max_length=80)
    name_prefix = LineField(label=_("Tussenvoegsel"), max_length=20, required=False)
    family_name = LineField(label=_("Achternaam"), max_length=120)
    digest = ChoiceField(
        label=_("Wanneer wilt u mail?"),
        choices=Professional.Digest.choices,
        required=False,
        help_text=_(
            "Zonder namen van inwoners. Wat haast heeft en een vraag aan u komen altijd meteen."
        ),
    )
    quiet_from = ClockField(
        label=_("Geen mail vanaf"),
        required=False,
        help_text=_(
            "In het weekend en op feestdagen komt er ook geen mail, behalve als u dienst hebt."
        ),
    )
    quiet_until = ClockField(label=_("Tot hoe laat geen mail?"), required=False)
    language = ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)
    shortcuts = YesField(
        label=_("Sneltoetsen gebruiken"), required=False, help_text=_("Zoals ? voor het overzicht.")
    )
    compact = YesField(
        label=_("Compacte weergave"), required=False, help_text=_("Meer regels op een scherm.")
    )

    def clean(self) -> None:
        names = [each for each in ("quiet_from", "quiet_until") if each not in self.errors]
        empty = [each for each in names if self.cleaned_data.get(each) is None]
        if len(names) == 2 and len(empty) == 1:
            self.add_error(empty[0], _("Vul beide tijden in, of laat ze allebei leeg."))
