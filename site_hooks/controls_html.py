"""Native form controls, one for each control of a lab, standing at its default."""

from mlsys_core.controls import Choice, Control, Slider, Switch, Value, key_of
from mlsys_core.views import control_text
from site_hooks.elements import Element, add, move_content, raw_text, split_list, take_children
from site_hooks.lab_page import LabPage
from site_hooks.slots import plain_text


def build_control(page: LabPage, box: Element, name: str, inactive: str) -> None:
    """Turn a block (a label, help, perhaps option labels) into one labelled form control."""
    control = page.lab.control(name)
    value = page.place.settings[name]
    content, items = split_list(take_children(box))
    label, help_text = (content[0] if content else None), content[1:]
    box.set("data-kind", _kind(control))
    if isinstance(control, Choice) and control.widget == "radio":
        _radio_group(page, box, name, control, value, label, items)
    else:
        _single(page, box, name, control, value, label, items)
    if help_text:
        hint = add(box, "details", {"class": "hint"})
        add(hint, "summary", text="What is this?")
        hint.extend(help_text)
    idle = page.view["controls"][name]["inactive"]
    if inactive:
        note = add(box, "p", {"class": "inactive", "data-inactive": ""} | _hidden(not idle))
        note.text = inactive


def _hidden(hidden: bool) -> dict[str, str]:
    return {"hidden": "hidden"} if hidden else {}


def _kind(control: Control) -> str:
    if isinstance(control, Choice):
        return control.widget
    return "switch" if isinstance(control, Switch) else "slider"


def _single(
    page: LabPage,
    box: Element,
    name: str,
    control: Control,
    value: Value,
    label: Element | None,
    items: list[Element],
) -> None:
    """Build a slider, select or switch with its label beside it."""
    field = f"control-{name.replace('.', '-')}"
    heading = add(box, "label", {"for": field})
    if label is not None:
        move_content(label, heading)
    row = add(box, "div", {"class": "control-row"})
    if isinstance(control, Slider):
        text = control_text(control, value)
        bounds = {"min": control.minimum, "max": control.maximum, "step": control.step}
        add(
            row,
            "input",
            {"type": "range", "id": field, "value": key_of(value), "aria-valuetext": text}
            | {key: key_of(bound) for key, bound in bounds.items()},
        )
        add(row, "output", {"for": field, "data-control-text": ""}, text)
    elif isinstance(control, Switch):
        checked = {"checked": "checked"} if value else {}
        add(row, "input", {"type": "checkbox", "role": "switch", "id": field, "value": "true"}
            | checked)  # fmt: skip
        add(row, "output", {"for": field, "data-control-text": ""}, control_text(control, value))
    elif isinstance(control, Choice):
        select = add(row, "select", {"id": field})
        for option, text in zip(control.options, _labels(page, control, items), strict=True):
            chosen = {"selected": "selected"} if option == value else {}
            add(select, "option", {"value": key_of(option)} | chosen, text)


def _labels(page: LabPage, control: Choice, items: list[Element]) -> list[str]:
    """Return the options' texts: from the page for keys, from the numbers themselves otherwise."""
    if items:
        return [plain_text(page, raw_text(item)) for item in items]
    return [control_text(control, option) for option in control.options]


def _radio_group(
    page: LabPage,
    box: Element,
    name: str,
    control: Choice,
    value: Value,
    label: Element | None,
    items: list[Element],
) -> None:
    group = add(box, "fieldset")
    legend = add(group, "legend")
    if label is not None:
        move_content(label, legend)
    for option, text in zip(control.options, _labels(page, control, items), strict=True):
        line = add(group, "label", {"class": "choice"})
        radio_button(line, f"{page.lab.id}.{name}", key_of(option), option == value)
        add(line, "span", text=text)


def radio_button(parent: Element, group: str, value: str, checked: bool = False) -> None:
    """Append one native radio button."""
    marks = {"checked": "checked"} if checked else {}
    add(parent, "input", {"type": "radio", "name": group, "value": value} | marks)


def build_contexts(page: LabPage, box: Element, legend: str) -> None:
    """Turn the list of contexts into the radio group that switches between them."""
    _, items = split_list(take_children(box))
    group = add(box, "fieldset", {"class": "lab-context"})
    add(group, "legend", text=legend)
    for number, (context, item) in enumerate(zip(page.lab.contexts, items, strict=True)):
        line = add(group, "label", {"class": "choice"})
        radio_button(line, f"{page.lab.id}.context", context.key, checked=number == 0)
        move_content(item, add(line, "span"))
