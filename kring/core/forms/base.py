"""The form every form derives from, and how a field is drawn."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import widgets
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from kring.core.forms import reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
WIDGET_CLASSES: dict[type[forms.Widget], str] = {
    widgets.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    widgets.RadioSelect: "utrecht-radio-button utrecht-radio-button--html-input",
    widgets.CheckboxInput: "utrecht-checkbox utrecht-checkbox--html-input",
    widgets.CheckboxSelectMultiple: "utrecht-checkbox utrecht-checkbox--html-input",
    widgets.Select: "utrecht-select utrecht-select--html-select",
    widgets.FileInput: "kr-file",
    widgets.Input: TEXTBOX,
    widgets.MultiWidget: TEXTBOX,
}


class Bound(BoundField):
    """A field in a form, with the classes and roles of the design system."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        attrs["class"] = self.widget_class(widget)
        attrs.pop("required", None)
        if self.field.required and not self.use_fieldset:
            attrs["aria-required"] = "true"
        return attrs

    def widget_class(self, widget: forms.Widget) -> str:
        """The first family of widgets it belongs to, and what its form asked for."""
        family = next((css for kind, css in WIDGET_CLASSES.items() if isinstance(widget, kind)), "")
        invalid = f" {family.split()[0]}--invalid" if family and self.errors else ""
        return f"{family}{invalid} {widget.attrs.get('class', '')}".strip()

    @property
    def alone(self) -> bool:
        """Whether it is one box to tick, whose label stands beside it."""
        return isinstance(self.field.widget, widgets.CheckboxInput)

    @property
    def may_be_empty(self) -> bool:
        """Whether one may leave it as it is: not when one of its answers is chosen already."""
        field, first = self.field, str(self.initial or "")
        if field.required or not isinstance(field, forms.ChoiceField):
            return not field.required
        several = isinstance(field, forms.MultipleChoiceField)
        return several or not field.valid_value(first)


class Renderer(TemplatesSetting):
    """Draws every Django form, also those of libraries, as the design system has it."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = Bound


class Form(forms.Form):
    """A form of the house: says what to fill in, and refuses signs nobody types."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = missing(field, str(field.label or name))

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        for name in self.fields:
            bound = self[name]
            if not getattr(bound.field, "reads_past_hidden", False) and any(
                isinstance(typed, str) and reading.hidden(typed) for typed in _typed(bound)
            ):
                self.errors.pop(name, None)
                self.add_error(name, hidden_signs())


def asking(sentence: "StrOrPromise") -> "dict[str, StrOrPromise] | None":
    """A field's own sentence for when it is left empty, where Django wants it."""
    return {"required": sentence} if sentence else None


def hidden_signs() -> str:
    """What to do about characters that cannot be seen."""
    return _("Hier staan onzichtbare tekens in. Typ de tekst over in plaats van te plakken.")


def missing(field: forms.Field, label: str) -> str:
    """The sentence for a field that was left empty."""
    if isinstance(field, forms.BooleanField):
        return _("Zet een vinkje bij ‘%(label)s’.") % {"label": label}
    if isinstance(field, forms.FileField):
        return _("Kies een bestand bij ‘%(label)s’.") % {"label": label}
    if isinstance(field, forms.ChoiceField):
        return _("Kies een antwoord bij ‘%(label)s’.") % {"label": label}
    return _("Vul ‘%(label)s’ in.") % {"label": label}


def error_title(form: forms.BaseForm) -> str:
    """Whether something is missing, or something that was typed cannot be used."""
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    if codes == {"required"}:
        return _("Er ontbreekt nog iets")
    return _("Er klopt nog iets niet")


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Each sentence, with the id of the element where it can be put right."""
    links = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        links += [(element_id(bound), str(error)) for error in bound.errors]
    return links


def element_id(bound: BoundField) -> str:
    """The id of the first thing in a field that takes the focus."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _typed(bound: BoundField) -> list[Any]:
    raw = bound.data
    return raw if isinstance(raw, list) else [raw]
