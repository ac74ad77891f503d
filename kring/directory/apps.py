from django.apps import AppConfig


class Directory(AppConfig):
    name = "kring.directory"
