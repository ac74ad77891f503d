from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import SlugConverter

from . import views
from .views import pages

app_name = "handovers"


class Page(SlugConverter):
    """The address of a page on which a handover is written."""

    regex = "|".join(page.slug for page in pages.PAGES)


register_converter(Page, "page")


def _act(name: str, slug: str) -> URLPattern:
    return path(f"<uuid:pk>/{slug}/", views.act, {"name": name}, name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.received, name="list"),
    path("verstuurd/", views.sent, name="sent"),
    path("concepten/", views.drafts, name="drafts"),
    path("nieuw/", views.new, name="new"),
    path("anoniem/", views.anonymous, name="anonymous"),
    path("signaal/", views.signal, name="signal"),
    path("signalen/", views.signals, name="signals"),
    path("signaal/<uuid:pk>/overdracht/", views.signal_handover, name="signal_handover"),
    path("signaal/<uuid:pk>/", views.signal_detail, name="signal_detail"),
    path("verteld/<uuid:pk>/", views.tell, name="tell"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/brief/", views.letter, name="letter"),
    path("<uuid:pk>/controleer/", views.check, name="check"),
    path("<uuid:pk>/nu-niet/", views.not_now, name="not_now"),
    path("<uuid:pk>/brief-inlezen/", views.read_letter, name="read_letter"),
    path("<uuid:pk>/met-naam/", views.become, name="become"),
    path("<uuid:pk>/weg/", views.discard, name="discard"),
    path("<uuid:pk>/langer-bewaren/", views.prolong, name="prolong"),
    path("<uuid:pk>/terughalen/", views.restore, name="restore"),
    *(_act(name, slug) for name, slug in views.SLUGS.items()),
    path("<uuid:pk>/<page:slug>/", views.step, name="step"),
]
