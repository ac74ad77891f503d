from django.urls import path

from .views import answers, doors, guest, help_me, pages, papers, parties

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("hulp/", pages.support, name="support"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("geheimhouding/", pages.secrecy, name="secrecy"),
    path("toegang/", doors.ask, name="ask"),
    path("toegang/gevraagd/", doors.asked, name="asked"),
    path("toegang/wie/", doors.who, name="who"),
    path("toegang/belofte/", doors.promise, name="promise"),
    path("toegang/voorbij/", doors.ended, name="ended"),
    path("toegang/weg/", doors.leave, name="leave"),
    path("toegang/start/", guest.home, name="guest"),
    path("toegang/code/", guest.code, name="code"),
    path("toegang/code/sms/", guest.text_code, name="text_code"),
    path("toegang/aanvullen/", parties.correct, name="correct"),
    path("toegang/terugkoppelen/", parties.tell_back, name="tell_back"),
    path("toegang/voorlezen/", guest.read_out, name="read_out"),
    path("toegang/voorlezen/<uuid:pk>/", guest.read_out_beside, name="read_out_beside"),
    path("link/<str:secret>/", doors.link, name="link"),
    path("ik-wil-hulp/", help_me.start, name="help_me"),
    path("ik-wil-hulp/controleer/", help_me.check, name="help_check"),
    path("ik-wil-hulp/verstuurd/", help_me.sent, name="sent"),
    path("ik-wil-hulp/klaar/", help_me.stop, name="help_stop"),
    path("ik-wil-hulp/<slug:slug>/", help_me.step, name="help_step"),
    path("ik-wil-hulp/<slug:slug>/bewaar/", help_me.save, name="help_save"),
    path("antwoord/", answers.paper_code, name="paper_code"),
    path("antwoord/hoe-staat-het/", answers.status, name="status"),
    path("antwoord/vraag/", answers.answer, name="answer"),
    path("antwoord/dank/<slug:said>/", answers.thanks, name="thanks"),
    path("antwoord/papier/<uuid:pk>/", papers.paper, name="paper"),
    path("antwoord/blad/<uuid:pk>/", papers.sheet, name="sheet"),
]
