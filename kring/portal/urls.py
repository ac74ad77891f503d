from django.urls import path

from .views import doors, guest

app_name = "portal"
urlpatterns = [
    path("toegang/", doors.ask, name="ask"),
    path("toegang/gevraagd/", doors.asked, name="asked"),
    path("toegang/wie/", doors.who, name="who"),
    path("toegang/belofte/", doors.promise, name="promise"),
    path("toegang/voorbij/", doors.ended, name="ended"),
    path("toegang/weg/", doors.leave, name="leave"),
    path("toegang/start/", guest.home, name="guest"),
    path("toegang/code/", guest.code, name="code"),
    path("toegang/code/sms/", guest.text_code, name="text_code"),
    path("toegang/voorlezen/", guest.read_out, name="read_out"),
    path("link/<str:secret>/", doors.link, name="link"),
]
