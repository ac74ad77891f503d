from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class Config(AppConfig):
    name = "kring.config"

    def ready(self) -> None:
        with_models = [app for app in apps.get_app_configs() if app.models_module]
        post_migrate.connect(_furnish, sender=with_models[-1])


def _furnish(*, using: str, **_: object) -> None:
    """The last room's migrations are done: put in place what holds everywhere."""
    from kring.core import guard
    from kring.directory.actions import load_shared
    from kring.sharing.actions import load_bases

    if using == "owner":
        guard.put_in_place(using)
        load_shared(using=using)
        load_bases(using=using)
