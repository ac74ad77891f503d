from django.urls import include, path, re_path

from kring.workspace.views import (
    coordination,
    doing,
    find,
    house,
    household,
    households,
    plan,
    team,
    telling,
    work,
)

app_name = "workspace"

one_household = [
    path("", household.overview, name="household"),
    path("plan/", household.plan, name="plan"),
    path("betrokkenen/", household.circle, name="circle"),
    path("tijdlijn/", household.timeline, name="timeline"),
    path("inzage/", household.looks, name="looks"),
    path("coordinator/", coordination.coordinator, name="coordinator"),
    path("coordinator/<slug:act>/", coordination.act, name="coordination_act"),
    path("coordinator/bezwaar/<uuid:objection_id>/", coordination.answer, name="answer_objection"),
    path("toevoegen/", plan.add, name="add"),
    path("doel/nieuw/", plan.new_goal, name="new_goal"),
    path("doel/<uuid:goal_id>/", plan.goal, name="goal"),
    path("doel/<uuid:goal_id>/<slug:act>/", plan.goal_act, name="goal_act"),
    path("actie/nieuw/", doing.new_action, name="new_action"),
    path("actie/<uuid:action_id>/", doing.action, name="action"),
    path("actie/<uuid:action_id>/klaar/", doing.tick, name="tick"),
    path("actie/<uuid:action_id>/<slug:act>/", doing.action_act, name="action_act"),
    path("notitie/nieuw/", telling.new_note, name="new_note"),
    path("notitie/<uuid:note_id>/", telling.note, name="note"),
    path("woorden/", telling.words, name="words"),
    path("woorden/<uuid:words_id>/", telling.change_words, name="change_words"),
    path("gesprek/", plan.next_talk, name="next_talk"),
    path("als-het-misgaat/", plan.if_worse, name="if_worse"),
    path("plan-van-ander/", plan.new_party_plan, name="new_party_plan"),
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
