"""All doors of the house; tests/test_doors.py says who may open which."""

from django.urls import include, path

urlpatterns = [
    path("", include("kring.accounts.urls")),
    path("", include("kring.accounts.urls.allauth")),
    path("", include("kring.portal.urls")),
    path("", include("kring.workspace.urls")),
    path("overdracht/", include("kring.handovers.urls")),
    path("beheer/", include("kring.directory.urls")),
]
handler400 = "kring.portal.views.errors.bad_request"
handler403 = "kring.portal.views.errors.not_allowed"
handler404 = "kring.portal.views.errors.not_found"
handler500 = "kring.portal.views.errors.broken"
