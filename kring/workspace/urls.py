from django.urls import include, path, re_path

from kring.workspace.views import house, household, households, work

app_name = "workspace"

one_household = [
    path("", household.overview, name="household"),
    path("plan/", household.plan, name="plan"),
    path("betrokkenen/", household.circle, name="circle"),
    path("tijdlijn/", household.timeline, name="timeline"),
    path("inzage/", household.looks, name="looks"),
]

urlpatterns = [
    path("mijn-werk/", work.work, name="work"),
    path("huishoudens/", households.households, name="households"),
    path("huishouden/<uuid:pk>/", include(one_household)),
    path("meer/", house.more, name="more"),
    path("blijf/", house.stay, name="stay"),
    re_path(r"^thema/(?P<brand>[0-9a-f]{6})\.css$", house.colours, name="theme"),
]
