from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class Config(AppConfig):
    name = "kring.config"

    def ready(self) -> None:
        with_models = [app for app in apps.get_app_configs() if app.models_module]
        post_migrate.connect(_guard, sender=with_models[-1])


def _guard(*, using: str, **_: object) -> None:
    """The last room's migrations are done: put the guard in place."""
    from kring.core import guard

    if using == "owner":
        guard.put_in_place(using)
