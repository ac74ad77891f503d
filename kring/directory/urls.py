from django.urls import URLPattern, URLResolver, path, re_path

from .views import home, importing

app_name = "directory"

lists = [
    path("import/", importing.imports, name="imports"),
    path("import/<uuid:pk>/", importing.one, name="import"),
    path("import/<uuid:pk>/kolommen/", importing.columns, name="columns"),
    path("import/<uuid:pk>/overnemen/", importing.take_over, name="take_over"),
    path("import/<uuid:pk>/terugdraaien/", importing.undo, name="undo_import"),
    path("import/<uuid:pk>/niet-overgenomen.csv", importing.refused, name="refused_rows"),
    re_path(r"^netwerk\.(?P<kind>csv|xlsx)$", importing.export, name="export"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    *lists,
]
