from django.apps import AppConfig


class Circle(AppConfig):
    name = "kring.circle"
