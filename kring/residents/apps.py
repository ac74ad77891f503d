from django.apps import AppConfig


class Residents(AppConfig):
    name = "kring.residents"
