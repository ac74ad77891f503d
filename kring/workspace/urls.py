from django.urls import include, path, re_path

from kring.workspace.views import find, house, household, households, team, work

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
    path("mijn-werk/team/", team.team, name="team"),
    path("mijn-werk/team/<uuid:pk>/geven/", team.give, name="give"),
    path("zoeken/", find.find, name="find"),
    path("organisatie/<uuid:pk>/", find.organisation, name="organisation"),
    path("huishoudens/", households.households, name="households"),
    path("huishouden/<uuid:pk>/", include(one_household)),
    path("meer/", house.more, name="more"),
    path("blijf/", house.stay, name="stay"),
    re_path(r"^thema/(?P<brand>[0-9a-f]{6})\.css$", house.colours, name="theme"),
]
