"""Identity providers: where the people of an organisation sign in with their account of work."""

from urllib.parse import urlsplit
from uuid import UUID

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.db import transaction

from kring.accounts import rules
from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import refuse
from kring.core.sealed import seal

OPENID = "openid_connect"


@transaction.atomic
def keep_provider(
    name: str,
    *,
    organisation: UUID,
    title: str,
    address: str,
    client: str,
    secret: str,
    vouches_for: list[str],
    by: Me,
) -> SocialApp:
    """Let this organisation's people come in by their own provider, or change how they do.

    `name` stands in the address that the provider leads back to. `address`: of the provider, its
    `/.well-known/openid-configuration` is read there. `vouches_for`: domains of mail addresses that
    are theirs even when the provider does not say that it verified them. Raises Refused.
    """
    parts = urlsplit(address)
    refuse(
        rules.why_not_provider(
            name=name, scheme=parts.scheme, host=parts.hostname or "", secret=secret,
            on_this_machine=settings.DEVELOPMENT,
        )
    )  # fmt: skip
    given = {
        "organisation": str(organisation),
        "server_url": address,
        "oauth_pkce_enabled": True,
        "verified_email": vouches_for,
    }
    kept, _ = SocialApp.objects.update_or_create(
        provider=OPENID, provider_id=name,
        defaults={"name": title, "client_id": client, "secret": seal(secret), "settings": given},
    )  # fmt: skip
    audit.record("accounts.provider_kept", by=by, about=organisation)
    return kept


@transaction.atomic
def remove_provider(name: str, *, by: Me) -> bool:
    """Nobody comes in by this provider any more; whether there was one."""
    found = SocialApp.objects.filter(provider=OPENID, provider_id=name).first()
    if found is None:
        return False
    audit.record("accounts.provider_removed", by=by, about=UUID(found.settings["organisation"]))
    found.delete()
    return True
