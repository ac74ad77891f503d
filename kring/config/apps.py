from django.apps import AppConfig, apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class Config(AppConfig):
    name = "kring.config"

    def ready(self) -> None:
        from kring.config import checks  # noqa: F401  # registers them

        with_models = [app for app in apps.get_app_configs() if app.models_module]
        post_migrate.connect(_furnish, sender=with_models[-1])
        connection_created.connect(_keep_plans, dispatch_uid="kring.config.keep_plans")


def _furnish(*, using: str, **_: object) -> None:
    """The last room's migrations are done: put in place what holds everywhere."""
    from kring.core import guard
    from kring.directory.actions import load_shared
    from kring.sharing.actions import load_bases

    if using == "owner":
        guard.put_in_place(using)
        load_shared(using=using)
        load_bases(using=using)


def _keep_plans(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    """Room for the plans of all our pages: the library keeps a hundred, and forgets the oldest."""
    connection.connection.prepared_max = 500
