"""Who is signed in, as far as the session itself tells."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth import middleware as django_
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from kring.accounts.models import Professional


class AuthenticationMiddleware(django_.AuthenticationMiddleware):
    """Django's, that does not ask again who it is when the session was read with its person."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _known(request) or get_user(request))  # type: ignore[assignment]  # as Django does


def _known(request: HttpRequest) -> Professional | None:
    """The person of this session, when all is as it should be; else Django itself looks."""
    session = request.session
    key, password = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY, "")
    person: Professional | None = getattr(session, "person", None)
    if (
        person is None
        or not person.is_active
        or key != str(person.pk)
        or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS
        or not constant_time_compare(password, person.get_session_auth_hash())
    ):
        return None
    return person
