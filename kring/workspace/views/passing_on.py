"""From a household to another party: handing a resident over, or involving someone for a while."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.accounts.http import SignedIn
from kring.core import htmx, keeping
from kring.core.errors import Refused
from kring.handovers.actions import drafting
from kring.handovers.models.choices import Kind
from kring.handovers.queries import writing
from kring.workspace.forms import circle as forms
from kring.workspace.queries.household import Household
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed

WORDS = {
    Kind.REFER: (
        gettext_noop("Overdragen"),
        gettext_noop("Een ander neemt hulp over. Wie coördineert, verandert niet."),
    ),
    Kind.INVOLVE: (
        gettext_noop("Iemand van buiten betrekken"),
        gettext_noop("Een ander helpt een tijd mee. Wie coördineert, verandert niet."),
    ),
}


@writes
def pass_on(request: SignedIn, pk: UUID, kind: Kind) -> HttpResponse:
    """About whom, when there are more; then the steps of a handover, with what is known."""
    found = _household(request, pk, kind)
    people = writing.residents(str(pk))
    if not people:
        raise Http404
    form = forms.Whom(typed(request), people=people)
    if form.is_bound and form.is_valid():
        try:
            return _begin(request, pk, kind, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    title, lead = WORDS[kind]
    page = Page(title=_(title), lead=_(lead), button=_("Volgende"), done="", back="circle")
    saved = keeping.fill(form, request.path, by=request.me)
    context = {"household": found, "form": form, "page": page, "theirs": "", "saved": saved}
    status = 422 if form.is_bound else 200
    return htmx.render(request, page.template, context, status=status)


def _household(request: SignedIn, pk: UUID, kind: Kind) -> Household:
    """A household that I may pass on; one without a plan has no circle to join. Raises Http404."""
    found = opened(request, pk, "circle")
    if not found.may_pass_on or (kind == Kind.INVOLVE and found.plan is None):
        raise Http404
    return found


def _begin(request: SignedIn, pk: UUID, kind: Kind, given: dict[str, Any]) -> HttpResponse:
    draft = drafting.start_about(kind, pk, UUID(given["resident"]), by=request.me)
    keeping.forget(request, by=request.me)
    return redirect("handovers:check", draft.pk)  # and on to the first open question
