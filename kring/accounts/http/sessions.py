"""Sessions in a table that knows whose each is, and not with which cookie it opens."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from kring.accounts.actions.sessions import BEGAN, DEVICE
from kring.accounts.models import Professional, Session
from kring.core.reading import as_model, columns


@cache
def _live() -> str:
    """Asked at every request: whose it is comes along, so that it need not be asked apart."""
    mine = [f"s.{column}" for column in columns(Session)]
    whose = [f"u.{column}" for column in columns(Professional)]
    return (
        f"select {', '.join(mine + whose)} from accounts_session s"  # noqa: S608  # names of ours
        " left join accounts_professional u on u.id = s.professional_id"
        " where s.session_key = %s and s.expire_date > %s"
    )


def digest(cookie: str) -> str:
    """The key of a session's row: who reads the table cannot open the session with it."""
    return hashlib.sha256(cookie.encode()).hexdigest()[: Session.KEY_LENGTH]


class SessionStore(DatabaseStore):
    """Django's store, with the cookie's digest as key and the professional as a column.

    `person`: whose session it was when it was read.
    """

    person: Professional | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        if not self.session_key:
            return None
        with connection.cursor() as cursor:
            cursor.execute(_live(), [digest(self.session_key), timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        session = as_model(Session, row)
        if session.professional_id:
            self.person = as_model(Professional, row[len(columns(Session)) :])
        return session

    def exists(self, session_key: str) -> bool:
        return bool(Session.objects.filter(session_key=digest(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        began = data.get(BEGAN)
        return Session(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # SessionBase's own
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            professional_id=data.get("_auth_user_id"),
            began_at=datetime.fromtimestamp(began, UTC) if began else None,
            used_at=timezone.now(),
            device=data.get(DEVICE, ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            Session.objects.filter(session_key=digest(key)).delete()
