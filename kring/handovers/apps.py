from django.apps import AppConfig


class Handovers(AppConfig):
    name = "kring.handovers"
