from django.apps import AppConfig


class Notices(AppConfig):
    name = "kring.notices"
