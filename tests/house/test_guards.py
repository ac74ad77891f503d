"""What the guard leaves open, and what runs past it: each with its reason.

A table without a guard and a function that runs as the owner fail here until they are listed.
That the database says the same is tested in tests/test_guard.py.
"""

import re

from django.apps import apps

from kring.core import guard

# Tables that anybody who is let in may read and write: they hold nothing about residents.
OPEN = {
    "accounts_link": "a hash, a purpose and ids: read before anybody acts; act_as lets in",
    "accounts_professional": "who works here: a colleague is found by name",
    "accounts_session": "read by the digest of a cookie, before anybody acts",
    "agreements_term": "what organisations agreed about time, for all to rely on",
    "directory_emergencynumber": "whom to call, for everybody",
    "directory_findable": "names of organisations, teams and colleagues as one looks for them",
    "directory_findableword": "the words in them",
    "directory_function": "kinds of work",
    "directory_functionword": "how lists of a region write a kind of work",
    "directory_hours": "when a team or a person can be reached at work",
    "directory_import": "a list of organisations and colleagues, no residents",
    "directory_importfile": "such a list, as it came",
    "directory_importrow": "one line of such a list",
    "directory_importtouch": "how an organisation or colleague was before such a list",
    "directory_neighbourhood": "public geography",
    "directory_organisation": "whom one can hand over to",
    "directory_position": "who works where, and how to reach them at work",
    "directory_region": "the municipality",
    "directory_team": "whom one can hand over to",
    "directory_team_area": "where a team works",
    "directory_theme": "what help can be about",
    "directory_themeword": "other words for a theme",
    "notices_digest": "that a professional got the daily mail",
    "notices_notice": "ids, a step and a path; what it is about is guarded where it stands",
    "portal_knock": "keyed hashes; who knocks is nobody yet, and the address goes with the answer",
    "sharing_legalbasis": "articles of law, for everybody",
}

# Functions that run as the owner, past every policy; each checks by itself who asks.
AS_OWNER = {
    "agreed_before": "lets what others agreed to for someone be asked again, also unseen",
    "authority_changed": "writes a milestone, which the application never may",
    "come_of_age": "looks at birthdays for a job, which sees none",
    "died_of_age": "ends what was still to be asked, whoever wrote the death down",
    "links_given_before": "ends links about someone, whoever gave them",
    "_ask_no_more": "ends what was promised to ask, also by who may not do it",
    "_begins_elsewhere": "asks who coordinated, past what who calls may see",
    "_coordinates": "asked inside policies: the plan of another is not visible",
    "_decides": "asked inside policies: the plan of another is not visible",
    "_first_confidant": "writes a confidant, which the application never may",
    "_give": "the one insert into Access, which the application never may",
    "_in_my_region": "looks where a household is at home that one does not see yet",
    "_homes_of": "looks where someone belongs, also where one does not see",
    "_tell_home": "tells a coordinator of a household that stays invisible",
    "_known_as": "compares with households that stay invisible",
    "_keeps": "asked inside policies: reads Access past its own policy",
    "_kept": "asked inside triggers: reads Access past its own policy",
    "_knows_secrets": "reads confidants past their own policy",
    "_lasts": "moves the end of Access, which the application never may",
    "_open_doors": "opens and closes Access as a handover moves",
    "_left": "lists what waits for who left, which nobody else may read",
    "_takes_place": "gives Access to who takes over what somebody leaves",
    "_no_longer_watches": "ends Access, which the application never may",
    "_owe_nothing": "takes back notices of others about who died",
    "_sees": "asked inside policies: reads Access past its own policy",
    "act_as": "reads links and stand-ins before anybody acts",
    "actions_end": "counts actions that who ends a position may not read",
    "address_secret": "asks whether there is a confidant, without showing who",
    "admit": "gives Access when the coordinator decides or someone accepts",
    "admit_statutory": "gives Access on a decision that the coordinator records",
    "already_coordinated": "names the coordinator of a household that stays invisible",
    "_asked_no_more": "ends Access, which the application never may",
    "ask_for_resident": "asks a coordinator whom neither resident nor sender sees",
    "ask_further": "gives the number of who asked to who had nothing to do with them",
    "asked_further": "asked inside the policy of handovers, of which questions look at those",
    "batons_end": "looks for batons in handovers that who ends a position may not read",
    "begin_household": "writes the first key to a household nobody has Access to yet",
    "begin_secret": "makes the first confidant of a secret",
    "break_glass": "gives Access for three hours, with its line in the log",
    "by_number": "compares a hash that nobody may read",
    "joined_by_handover": "tells who coordinates, also of what who joins does not see",
    "second_home": "binds what was known to a home that whoever joins another need not see",
    "written_at_home": "counts homes that the writer does not see",
    "caseload": "counts plans that one may not read",
    "chain_is_held": "checks the whole chain, also what this actor may not see of it",
    "chains_follow": "moves chains along that who merges may not see",
    "chains_end_first": "looks for chains that who closes a plan may not see",
    "composes": "asked inside policies: the plan of another is not visible",
    "confide": "writes a confidant, named by a confidant",
    "coordinated_by": "shows code and weight of households that a team lead may not open",
    "died_at_home": "ends memberships that who records a death may not see",
    "died_in_circle": "ends transfers and notices that who records a death may not see",
    "died_on_plan": "ends actions that who records a death may not see",
    "died_on_the_way": "ends handovers that who records a death may not see",
    "emergencies_overseen": "shows grounds of emergency access to an officer who sees no household",
    "emergency_looks": "reads the access log, which is shut to everybody",
    "end_access": "closes Access, which the application never may",
    "ended_as_asked": "knows how it ended, to who agrees and may not read that",
    "flag_shields": "shields rows that who sets the flag may not change",
    "flags_after_closing": "gives who was named Access to what who closes may not know",
    "followup_reaches": "gives and ends the Access of who asks later how it goes",
    "gone_from_team": "counts what a team lead may not read",
    "hand_on": "gives on what a team lead may not read",
    "give_home_code": "writes a code that nobody reads back",
    "say_leading": "writes what two coordinators agree, neither of whom sees the other home",
    "handover_moved": "logs each move and moves the doors along, whatever code forgets",
    "handover_shares": "weighs what the sender's side may pass on",
    "heard": "reads columns that nobody else may, for who may hear how it went",
    "household_merged": "gives who coordinates Access to what goes on with them",
    "household_by_code": "finds a household that is not visible, by a code told over the phone",
    "is_flagged": "says that there is a flag to who may not know why",
    "join_known": "makes one of two residents, of whom the receiver sees one",
    "join_by_code": "adds a member to a household that stays invisible",
    "left_by": "shows code and kind of what a team lead may not open",
    "long_away": "counts plans that a team lead may not read",
    "make_log_months": "makes partitions: only the owner makes tables",
    "may_join": "asked inside a policy of the very table that it reads",
    "may_share": "reads what one gave in handovers that are over",
    "membership_shielded": "reads of a resident whether a flag shields them, visible or not",
    "merged_nowhere_else": "looks for a home that who merges may not see",
    "merged_without_plan": "looks for a plan that who merges may not see",
    "my_chain": "asked inside the policy of the very table that it reads",
    "nobody_lives": "counts members whom a flag shields too",
    "only_by_transfer": "reads the transfer that the change must come from",
    "open_plan": "gives the new coordinator Access to the whole household",
    "other_coordinators": "names who coordinates a home that stays invisible",
    "part_household": "makes two again of what neither side sees whole",
    "plan_lives_on": "asks of a household whether it was merged, visible or not",
    "plan_begins": "ends what was promised to ask, when a plan begins again",
    "plan_moved": "writes the history of coordination and moves Access along",
    "position_ends": "looks for plans that who ends a position may not read",
    "put_in_force": "changes a plan that who takes the last step may not change",
    "question_answered": "ends Access, which the application never may",
    "reader_of": "says who reads for whom, to who may not read stand-ins",
    "reads_note": "asked inside a policy that its own table asks in its turn",
    "record_death": "writes on a resident whose file the sender may no longer see",
    "returns_to": "names who coordinated, to who calls and sees no plan",
    "residents_to_ask": "tells a job the numbers of who may be sent a message, and no others",
    "role_moved": "moves the end of Access along with a statutory role",
    "involvement_moved": "moves the end of Access along with a temporary involvement",
    "seal_log_day": "writes a seal, which the application never may",
    "silence_ended": "lets go of whom silence asked, who may not see it any more",
    "stand_in_by_rule": "looks for what nobody would see any more",
    "stir": "marks a plan as active that one may see and not change",
    "told_about": "names the code of a household to who was told of it and may not open it",
    "told_of_emergency": "says whom to warn, to who does not see the circle",
    "transfer_offered": "gives who is asked the name of the household, until the proposal ends",
    "who_can_see": "shows the Access of others to who answers for it",
    "waits": "looks at twelve guarded tables in one cheap plan: test_worlds.py holds it to them",
    "waits_count": "counts what waits, as waits does",
    "who_looked": "reads the access log, which is shut to everybody",
}
A_FUNCTION = re.compile(r"create (?:or replace )?function (\w+)\.(\w+)\((.*?)\$\$", re.DOTALL)
FIXED_PATH = "set search_path = pg_catalog, public, pg_temp"


def functions():
    """Each function of the house: its name and what stands before its body."""
    for room in guard.rooms():
        for schema, name, head in A_FUNCTION.findall(getattr(room, "FUNCTIONS", "")):
            assert schema == "kring", f"{schema}.{name} belongs in the schema kring"
            yield name, head


def test_each_table_is_guarded_or_open_for_a_reason():
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("kring.")
    }
    guarded = {each.table for each in guard.guards()}

    assert ours - guarded - set(OPEN) == set(), "give these a Guard, or say in OPEN why not"
    assert set(OPEN) - (ours - guarded) == set(), "these of OPEN are guarded, or no longer there"


def test_each_function_that_runs_as_the_owner_has_a_reason():
    there = {name for name, head in functions() if "security definer" in head}

    assert there - set(AS_OWNER) == set(), "say in AS_OWNER why these run past every policy"
    assert set(AS_OWNER) - there == set(), "these of AS_OWNER do not run as the owner"


def test_what_runs_as_the_owner_looks_in_fixed_places():
    loose = [
        name for name, head in functions() if "security definer" in head and FIXED_PATH not in head
    ]

    assert loose == [], f"write: security definer {FIXED_PATH}"
