"""All doors of the house; tests/test_doors.py says who may open which."""

from django.urls import include, path

urlpatterns = [
    path("", include("kring.accounts.urls")),
    path("", include("kring.portal.urls")),
    path("", include("kring.workspace.urls")),
    path("overdracht/", include("kring.handovers.urls")),
    path("beheer/", include("kring.directory.urls")),
]
