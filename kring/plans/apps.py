from django.apps import AppConfig


class Plans(AppConfig):
    name = "kring.plans"
