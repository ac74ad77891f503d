"""All doors of the house; tests/test_doors.py says who may open which."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
