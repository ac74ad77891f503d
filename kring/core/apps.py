from django.apps import AppConfig


class Core(AppConfig):
    name = "kring.core"
