from allauth.account import views as library
from django.urls import path

from kring.accounts.http.library import door
from kring.accounts.views import demo, profile, signing_in

app_name = "accounts"
urlpatterns = [
    path("inloggen/", door(library.login), name="login"),
    path("inloggen/wachtwoord-vergeten/", signing_in.forgotten, name="forgotten"),
    path("inloggen/wachtwoord/<str:secret>/", signing_in.password, name="password"),
    path("inloggen/organisatie/", signing_in.providers, name="providers"),
    path("uitloggen/", door(library.logout), name="logout"),
    path("functie-kiezen/", signing_in.choose_position, name="choose_position"),
    path("profiel/", profile.profile, name="profile"),
    path("profiel/wachtwoord/", profile.change_password, name="change_password"),
    path("profiel/apparaten/uitloggen/", profile.end_other_sessions, name="end_other_sessions"),
    path("profiel/apparaten/<slug:key>/uitloggen/", profile.end_session, name="end_session"),
    path("demo/", demo.demo, name="demo"),
]
