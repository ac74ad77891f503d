"""Every door of the house, and who may open it. A new URL fails here until it is listed.

Add a line to DOORS: the name of the URL, and what nobody, Samira (the household's coordinator),
Bakker (a GP of the same region), Vreemd (the same work in another region) and a guest meet there.
What a door needs in its address stands in IN_ADDRESS or, with Samira's household, in HOUSEHOLD.
A door that only takes a POST is in WRITES.
"""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core.actor import acting, job
from tests.village import key

OPEN = 200
WALL = 404  # a door you may not open looks like a wall
LOGIN = "/inloggen/"  # … and nobody is asked who they are
EXPIRED = 401  # the same for who writes: the text stays in the browser
DESK = 302  # elsewhere in the house
TYPE = 422  # open, but there is something to type first
ENDED = "/toegang/voorbij/"

PEOPLE = ("nobody", "samira", "bakker", "vreemd", "guest")
DOORS = [
    # door                                 nobody   samira  bakker  vreemd  guest
    ("accounts:login",                     OPEN,    DESK,   DESK,   DESK,   OPEN),
    ("accounts:forgotten",                 OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("accounts:password",                  410,     410,    410,    410,    410),
    ("accounts:providers",                 OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("accounts:logout",                    DESK,    OPEN,   OPEN,   OPEN,   DESK),
    ("accounts:choose_position",           LOGIN,   DESK,   DESK,   DESK,   LOGIN),
    ("accounts:profile",                   LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("accounts:change_password",           LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("accounts:end_other_sessions",        EXPIRED, DESK,   DESK,   DESK,   WALL),
    ("accounts:end_session",               EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("accounts:demo",                      WALL,    WALL,   WALL,   WALL,   WALL),
    ("account_login",                      OPEN,    DESK,   DESK,   DESK,   OPEN),
    ("account_logout",                     DESK,    OPEN,   OPEN,   OPEN,   DESK),
    ("account_inactive",                   OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("account_reauthenticate",             LOGIN,   403,    403,    403,    LOGIN),
    ("mfa_authenticate",                   LOGIN,   DESK,   DESK,   DESK,   LOGIN),
    ("mfa_reauthenticate",                 LOGIN,   403,    403,    403,    LOGIN),
    ("mfa_reauthenticate_webauthn",        LOGIN,   403,    403,    403,    LOGIN),
    ("mfa_login_webauthn",                 LOGIN,   DESK,   DESK,   DESK,   LOGIN),
    ("mfa_index",                          LOGIN,   OPEN,   OPEN,   OPEN,   LOGIN),
    ("mfa_activate_totp",                  LOGIN,   OPEN,   OPEN,   OPEN,   LOGIN),
    ("mfa_deactivate_totp",                LOGIN,   WALL,   WALL,   WALL,   LOGIN),
    ("mfa_list_webauthn",                  LOGIN,   OPEN,   OPEN,   OPEN,   LOGIN),
    ("mfa_add_webauthn",                   LOGIN,   OPEN,   OPEN,   OPEN,   LOGIN),
    ("mfa_edit_webauthn",                  LOGIN,   WALL,   WALL,   WALL,   LOGIN),
    ("mfa_remove_webauthn",                LOGIN,   WALL,   WALL,   WALL,   LOGIN),
    ("mfa_view_recovery_codes",            LOGIN,   WALL,   WALL,   WALL,   LOGIN),
    ("mfa_generate_recovery_codes",        LOGIN,   OPEN,   OPEN,   OPEN,   LOGIN),
    ("openid_connect_login",               WALL,    WALL,   WALL,   WALL,   WALL),
    ("openid_connect_callback",            WALL,    WALL,   WALL,   WALL,   WALL),
    ("socialaccount_login_cancelled",      OPEN,    OPEN,   OPEN,   OPEN,   OPEN),

    ("portal:ask",                         OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:asked",                       OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:who",                         DESK,    DESK,   DESK,   DESK,   DESK),
    ("portal:promise",                     DESK,    DESK,   DESK,   DESK,   DESK),
    ("portal:ended",                       OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:leave",                       DESK,    DESK,   DESK,   DESK,   DESK),
    ("portal:guest",                       DESK,    DESK,   DESK,   DESK,   OPEN),
    ("portal:code",                        ENDED,   WALL,   WALL,   WALL,   OPEN),
    ("portal:text_code",                   EXPIRED, WALL,   WALL,   WALL,   TYPE),
    ("portal:read_out",                    LOGIN,   OPEN,   WALL,   OPEN,   WALL),
    ("portal:read_out_beside",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("portal:link",                        OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:alive",                       OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:ready",                       OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:home",                        OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:support",                     OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:accessibility",               OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:privacy",                     OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:secrecy",                     OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:help_me",                     OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:help_check",                  ENDED,   WALL,   WALL,   WALL,   WALL),
    ("portal:sent",                        ENDED,   WALL,   WALL,   WALL,   WALL),
    ("portal:help_stop",                   EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("portal:help_step",                   OPEN,    DESK,   DESK,   DESK,   DESK),
    ("portal:help_save",                   204,     WALL,   WALL,   WALL,   WALL),
    ("portal:paper_code",                  OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:status",                      ENDED,   WALL,   WALL,   WALL,   WALL),
    ("portal:answer",                      ENDED,   WALL,   WALL,   WALL,   WALL),
    ("portal:thanks",                      OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
    ("portal:sheet",                       LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("portal:paper",                       LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("portal:correct",                     ENDED,   WALL,   WALL,   WALL,   DESK),
    ("portal:tell_back",                   ENDED,   WALL,   WALL,   WALL,   WALL),

    ("handovers:accept",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:advise",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:agree",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:anonymous",                LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:apart",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:answer",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:appointment",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:ask",                      LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:attempt",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:become",                   EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("handovers:check",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:close",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:complete",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:contact",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:death",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:keep",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:correct",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:decline",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:detail",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:discard",                  EXPIRED, DESK,   DESK,   DESK,   DESK),
    ("handovers:drafts",                   LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:fail",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:feedback",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:follow",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:letter",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:list",                     LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:new",                      LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:no_show",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:not_now",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:pause",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:read_letter",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:reassign",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:receive",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:prolong",                  EXPIRED, DESK,   DESK,   DESK,   DESK),
    ("handovers:restore",                  EXPIRED, DESK,   DESK,   DESK,   DESK),
    ("handovers:resume",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:go_on",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:hand_over",                LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:hear",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:report",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:says",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:sent",                     LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:signal",                   LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:signal_detail",            LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:signal_handover",          EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("handovers:tell",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:signals",                  LOGIN,   OPEN,   OPEN,   OPEN,   OPEN),
    ("handovers:step",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("handovers:withdraw",                 LOGIN,   WALL,   WALL,   WALL,   WALL),

    ("directory:own",                      LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("directory:home",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:imports",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:import",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:columns",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:export",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:refused_rows",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:take_over",                EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("directory:undo_import",              EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("directory:import_functions",         LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:region",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:functions",                LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:new_function",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:function",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:neighbourhoods",           LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:areas",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:themes",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:new_theme",                LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:theme",                    LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:numbers",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:new_number",               LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:number",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:remove_number",            EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("directory:restore_number",           EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("directory:organisations",            LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:new_organisation",         LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:organisation",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:change_organisation",      LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:new_team",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:new_position",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:team",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:position",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:end_position",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:invite",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:stop_access",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("directory:end_organisation",         EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("directory:end_team",                 EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("directory:resume_position",          EXPIRED, WALL,   WALL,   WALL,   WALL),

    ("workspace:work",                     LOGIN,   OPEN,   DESK,   OPEN,   WALL),
    ("workspace:households",               LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:household",                LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:plan",                     LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:circle",                   LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:timeline",                 LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:looks",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:keys",                     LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:more",                     LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:keep",                     EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:throw_away",               EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:stay",                     EXPIRED, 204,    204,    204,    WALL),
    ("workspace:team",                     LOGIN,   OPEN,   WALL,   OPEN,   WALL),
    ("workspace:give",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:find",                     LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:organisation",             LOGIN,   OPEN,   OPEN,   WALL,   WALL),
    ("workspace:person",                   LOGIN,   OPEN,   OPEN,   WALL,   WALL),
    ("workspace:place",                    LOGIN,   OPEN,   OPEN,   WALL,   WALL),
    ("workspace:action",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:action_act",               EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:add",                      LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:change_words",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:goal",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:goal_act",                 EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:if_worse",                 LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:new_action",               LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:new_goal",                 LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:new_note",                 LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:new_party_plan",           LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:party_plan",               LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:end_party_plan",           EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:resume_party_plan",        EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:next_talk",                LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:note",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:share_note",               LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:withdraw_note",            EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:tick",                     EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:words",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:coordinator",              LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:coordination_act",         EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:answer_objection",         EXPIRED, TYPE,   WALL,   WALL,   WALL),
    ("workspace:hand_over",                LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:involve_outside",          LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:new_person",               LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:involve",                  LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:new_role",                 LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:who_can_see",              LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:close",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:print",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:end_involvement",          LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:involve_until",            LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:stop_involvement",         LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:still_involved",           EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:emergency",                LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:mail",                     LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:told_in_person",           EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:notice",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:read_notice",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:open_notice",              EXPIRED, WALL,   WALL,   WALL,   WALL),
    ("workspace:notices_seen",             EXPIRED, DESK,   DESK,   DESK,   WALL),
    ("workspace:emergency_by_code",        LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:emergency_log",            LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:tell_of_emergency",        LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:absence",                  LOGIN,   OPEN,   OPEN,   OPEN,   WALL),
    ("workspace:end_absence",              EXPIRED, DESK,   DESK,   DESK,   WALL),
    ("workspace:on_intake",                EXPIRED, DESK,   DESK,   DESK,   WALL),
    ("workspace:off_intake",               EXPIRED, DESK,   DESK,   DESK,   WALL),
    ("workspace:divide",                   LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:reach",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:authority",                LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:end_authority",            LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:asked_again",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:address",                  LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:elsewhere",                LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:died",                     LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:confide",                  LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:back_home",                EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:called",                   EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:new_resident",             LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:rename",                   LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:correct",                  LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:leave",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:rejoin",                   EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:double",                   LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:number",                   LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:show_number",              EXPIRED, OPEN,   WALL,   WALL,   WALL),
    ("workspace:remove_number",            EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:other_home",               LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:home_code",                EXPIRED, OPEN,   WALL,   WALL,   WALL),
    ("workspace:leading",                  EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:split",                    EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:same_home",                LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:split_home",               EXPIRED, DESK,   WALL,   WALL,   WALL),
    ("workspace:closing_sheet",            LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:safety",                   LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:hide",                     LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:safety_after",             LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:keep_hidden",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:lift",                     LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:begin_again",              LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:follow_up",                LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:moved",                    LOGIN,   OPEN,   WALL,   WALL,   WALL),
    ("workspace:end_role",                 LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:successor",                LOGIN,   WALL,   WALL,   WALL,   WALL),
    ("workspace:theme",                    OPEN,    OPEN,   OPEN,   OPEN,   OPEN),
]  # fmt: skip
WRITES = {
    "directory:take_over",
    "directory:undo_import",
    "directory:remove_number",
    "directory:restore_number",
    "directory:end_organisation",
    "directory:end_team",
    "directory:resume_position",
    "workspace:coordination_act",
    "workspace:open_notice",
    "workspace:told_in_person",
    "workspace:end_absence",
    "workspace:on_intake",
    "workspace:off_intake",
    "workspace:notices_seen",
    "workspace:answer_objection",
    "handovers:become",
    "handovers:discard",
    "handovers:prolong",
    "handovers:restore",
    "handovers:signal_handover",
    "workspace:action_act",
    "workspace:end_party_plan",
    "workspace:withdraw_note",
    "workspace:resume_party_plan",
    "workspace:goal_act",
    "workspace:tick",
    "workspace:back_home",
    "workspace:still_involved",
    "workspace:rejoin",
    "workspace:show_number",
    "workspace:remove_number",
    "workspace:home_code",
    "workspace:leading",
    "workspace:split",
    "workspace:split_home",
    "workspace:called",
    "workspace:keep",
    "workspace:throw_away",
    "workspace:stay",
    "accounts:end_other_sessions",
    "accounts:end_session",
    "portal:leave",
    "portal:help_save",
    "portal:help_stop",
    "portal:text_code",
}
PLAIN = {
    "handovers:signal",
    "handovers:anonymous",
    "handovers:drafts",
    "handovers:list",
    "handovers:new",
    "handovers:sent",
    "handovers:signals",
}
UNKNOWN = uuid4()  # nobody's, so a wall for everybody; what is mine is tested in its room
HOUSEHOLD = {
    f"workspace:{name}": [key("devries"), *more]
    for names, more in [
        ("household plan circle timeline looks add if_worse new_action new_goal", []),
        ("hand_over involve_outside begin_again safety hide", []),
        (
            "new_person involve new_role who_can_see close closing_sheet moved print emergency",
            [],
        ),
        ("hand_over involve_outside", []),
        ("new_resident rename same_home", []),
        ("split_home", [UNKNOWN]),
        ("other_home home_code", []),
        ("leading", [key("fatma"), "hier"]),
        ("new_person involve new_role who_can_see close closing_sheet moved print emergency", []),
        ("involve_until stop_involvement still_involved end_role successor", [UNKNOWN]),
        ("tell_of_emergency", [UNKNOWN]),
        ("end_involvement end_role successor follow_up keep_hidden lift safety_after", [UNKNOWN]),
        ("new_note new_party_plan next_talk words coordinator", []),
        ("reach address elsewhere died confide back_home", [key("fatma")]),
        ("correct leave rejoin double split number show_number remove_number", [key("fatma")]),
        ("authority", [key("fatma")]),
        ("end_authority", [key("fatma"), UNKNOWN]),
        ("asked_again", [UNKNOWN]),
        ("called", [key("fatma"), "gesproken"]),
        ("action change_words goal note share_note tick", [UNKNOWN]),
        ("withdraw_note", [UNKNOWN, UNKNOWN]),
        ("party_plan end_party_plan resume_party_plan", [UNKNOWN]),
        ("action_act goal_act", [UNKNOWN, "iets"]),
        ("coordination_act", ["iets"]),
        ("answer_objection", [UNKNOWN]),
    ]
    for name in names.split()
}
IN_ADDRESS = {
    "accounts:password": ["EENGEHEIM"],
    "accounts:end_session": ["0" * 40],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
    "openid_connect_login": ["nergens"],
    "openid_connect_callback": ["nergens"],
    "portal:link": ["EENGEHEIM"],
    "portal:read_out_beside": [UNKNOWN],
    "handovers:step": [UNKNOWN, "aan-wie"],
    "directory:export": ["csv"],
    "directory:import": [UNKNOWN],
    "directory:columns": [UNKNOWN],
    "directory:import_functions": [UNKNOWN],
    "directory:function": [UNKNOWN],
    "directory:refused_rows": [UNKNOWN, "csv"],
    "directory:take_over": [UNKNOWN],
    "directory:undo_import": [UNKNOWN],
    "directory:theme": [UNKNOWN],
    "directory:number": [1],
    "directory:remove_number": [1],
    "directory:restore_number": ["x"],
    "directory:organisation": [UNKNOWN],
    "directory:change_organisation": [UNKNOWN],
    "directory:new_team": [UNKNOWN],
    "directory:new_position": [UNKNOWN],
    "directory:team": [UNKNOWN],
    "directory:position": [UNKNOWN],
    "directory:end_position": [UNKNOWN],
    "directory:invite": [UNKNOWN],
    "directory:stop_access": [UNKNOWN],
    "directory:end_organisation": [UNKNOWN],
    "directory:end_team": [UNKNOWN],
    "directory:resume_position": [UNKNOWN],
    "workspace:divide": [UNKNOWN],
    "workspace:emergency_log": [UNKNOWN],
    "workspace:notice": [UNKNOWN],
    "workspace:read_notice": [UNKNOWN],
    "workspace:open_notice": [UNKNOWN],
    "workspace:end_absence": [UNKNOWN],
    "workspace:on_intake": [UNKNOWN],
    "workspace:off_intake": [UNKNOWN],
    "workspace:told_in_person": [UNKNOWN],
    "portal:help_step": ["verhaal"],
    "portal:help_save": ["verhaal"],
    "portal:thanks": ["yes"],
    "portal:paper": [uuid4()],
    "portal:sheet": [uuid4()],
    "workspace:give": [uuid4()],
    "workspace:organisation": [key("linde")],
    "workspace:person": [key("bakker")],
    "workspace:place": [key("tuindorp")],
    "workspace:theme": ["0f5b66"],
}


def doors(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from doors(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"


def test_every_door_is_listed():
    existing, listed = set(doors(get_resolver())), {name for name, *_ in DOORS}

    assert existing - listed == set(), "these doors are not in DOORS of tests/test_doors.py"
    assert listed - existing == set(), "these doors of tests/test_doors.py do not exist"


@pytest.fixture
def visitor(village, sign_in):
    """A browser of one of PEOPLE."""

    def of(name):
        if name == "nobody":
            return Client()
        return _guest(village) if name == "guest" else sign_in(name)

    return of


def _guest(village):
    with acting(job("guest door")) as by:
        link = links.begin(Link.Purpose.START, by=by)
        link = links.take(link.pk, position=village.bakker, by=by)
        links.accept_secrecy(link.pk, by=by)
    client = Client()
    session = client.session
    session.update({"link": str(link.pk), "link_kind": "guest"})
    session.save()
    return client


@pytest.mark.parametrize(("door", *PEOPLE), DOORS, ids=[door for door, *_ in DOORS])
def test_who_may_open(visitor, village, door, nobody, samira, bakker, vreemd, guest):
    address = reverse(door, args=in_address(door))
    expected = dict(zip(PEOPLE, (nobody, samira, bakker, vreemd, guest), strict=True))

    met = {name: _knock(visitor(name), door, address, expected[name]) for name in PEOPLE}

    assert met == expected


def in_address(door):
    """What this door needs in its address, in the village."""
    if door in IN_ADDRESS:
        return IN_ADDRESS[door]
    return HOUSEHOLD.get(
        door, [] if door in PLAIN or not door.startswith("handovers:") else [UNKNOWN]
    )


def _knock(client, door, address, expected):
    """What one meets: a status, or the address one is sent to when that is what is expected."""
    answer = client.post(address) if door in WRITES else client.get(address)
    if isinstance(expected, str):
        return (
            expected
            if answer.headers.get("Location", "").startswith(expected)
            else answer.status_code
        )
    return answer.status_code
