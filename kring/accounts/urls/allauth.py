"""The library's doors that are in use, under names that it calls by itself."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from kring.accounts.http.library import door, door_to_provider
from kring.accounts.views import profile

urlpatterns = [
    path("inloggen/", door(account.login), name="account_login"),
    path("inloggen/niet-actief/", door(account.account_inactive), name="account_inactive"),
    path("inloggen/tweede-stap/", door(mfa.authenticate), name="mfa_authenticate"),
    path("inloggen/passkey/", door(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("inloggen/opnieuw/", door(account.reauthenticate), name="account_reauthenticate"),
    path("inloggen/opnieuw/code/", door(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "inloggen/opnieuw/passkey/",
        door(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "inloggen/organisatie/afgebroken/",
        door(social.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path(
        "inloggen/organisatie/<slug:provider_id>/",
        door_to_provider(openid.login),
        name="openid_connect_login",
    ),
    path(
        "inloggen/organisatie/<slug:provider_id>/terug/",
        door_to_provider(openid.callback),
        name="openid_connect_callback",
    ),
    path("uitloggen/", door(account.logout), name="account_logout"),
    path("profiel/beveiliging/", door(mfa.index), name="mfa_index"),
    path("profiel/beveiliging/app/", door(totp.activate_totp), name="mfa_activate_totp"),
    path("profiel/beveiliging/app/weg/", door(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("profiel/beveiliging/passkeys/", door(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path(
        "profiel/beveiliging/passkeys/nieuw/", door(webauthn.add_webauthn), name="mfa_add_webauthn"
    ),
    path(
        "profiel/beveiliging/passkeys/<int:pk>/naam/",
        door(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "profiel/beveiliging/passkeys/<int:pk>/weg/",
        door(profile.remove_passkey),
        name="mfa_remove_webauthn",
    ),
    path(
        "profiel/beveiliging/herstelcodes/",
        door(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "profiel/beveiliging/herstelcodes/nieuw/",
        door(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
