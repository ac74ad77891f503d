from django.urls import URLPattern, URLResolver, path, re_path

from .views import (
    access,
    functions,
    home,
    importing,
    organisations,
    own,
    people,
    region,
    regional,
    teams,
)

app_name = "directory"

lists = [
    path("import/", importing.imports, name="imports"),
    path("import/<uuid:pk>/", importing.one, name="import"),
    path("import/<uuid:pk>/kolommen/", importing.columns, name="columns"),
    path("import/<uuid:pk>/functies/", importing.functions, name="import_functions"),
    path("import/<uuid:pk>/overnemen/", importing.take_over, name="take_over"),
    path("import/<uuid:pk>/terugdraaien/", importing.undo, name="undo_import"),
    path("import/<uuid:pk>/niet-overgenomen.<str:kind>", importing.refused, name="refused_rows"),
    re_path(r"^netwerk\.(?P<kind>csv|xlsx)$", importing.export, name="export"),
]

places = [
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/nieuw/", organisations.new, name="new_organisation"),
    path("organisaties/<uuid:pk>/", organisations.organisation, name="organisation"),
    path("organisaties/<uuid:pk>/wijzigen/", organisations.change, name="change_organisation"),
    path("organisaties/<uuid:pk>/einde/", organisations.end, name="end_organisation"),
    path("organisaties/<uuid:pk>/team/", teams.new, name="new_team"),
    path("organisaties/<uuid:pk>/medewerker/", people.new, name="new_position"),
    path("teams/<uuid:pk>/", teams.change, name="team"),
    path("teams/<uuid:pk>/einde/", teams.end, name="end_team"),
    path("medewerkers/<uuid:pk>/", people.change, name="position"),
    path("medewerkers/<uuid:pk>/einde/", people.end, name="end_position"),
    path("medewerkers/<uuid:pk>/verder/", people.resume, name="resume_position"),
    path("medewerkers/<uuid:pk>/uitnodigen/", access.invite, name="invite"),
    path("medewerkers/<uuid:pk>/toegang-stoppen/", access.stop, name="stop_access"),
]

regions = [
    path("regio/", region.region, name="region"),
    path("functies/", functions.functions, name="functions"),
    path("functies/nieuw/", functions.function, name="new_function"),
    path("functies/<uuid:pk>/", functions.function, name="function"),
    path("buurten/", regional.neighbourhoods, name="neighbourhoods"),
    path("buurten/overnemen/", regional.areas, name="areas"),
    path("themas/", regional.themes, name="themes"),
    path("themas/nieuw/", regional.theme, name="new_theme"),
    path("themas/<uuid:pk>/", regional.theme, name="theme"),
    path("nummers/", regional.numbers, name="numbers"),
    path("nummers/nieuw/", regional.number, name="new_number"),
    path("nummers/<int:pk>/", regional.number, name="number"),
    path("nummers/<int:pk>/weg/", regional.remove_number, name="remove_number"),
    path("nummers/terug/<str:kept>/", regional.restore_number, name="restore_number"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("mijn-vermelding/", own.entry, name="own"),
    *lists,
    *places,
    *regions,
]
