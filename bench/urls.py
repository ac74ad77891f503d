"""The product's doors and those of the floor."""

from django.urls import include, path

from . import floor

urlpatterns = [
    path("floor/page/", floor.page),
    path("floor/write/", floor.write),
    path("", include("kring.config.urls")),
]
