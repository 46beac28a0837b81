"""The blocks of a question: its options, and what is said to whoever chose one."""

from site_hooks.controls_html import radio_button
from site_hooks.elements import Element, add, move_content, split_list, take_children
from site_hooks.lab_block import LabBlock
from site_hooks.lab_page import current


class QuestionBlock(LabBlock):
    """A stem and one bullet an option, in the order a, b, c, d."""

    ARGUMENT, TAG = True, "form"
    COMMIT = ""

    def fill(self, box: Element, name: str) -> None:
        """Build the radio group and its buttons."""
        box.set("class", f"lab-question lab-{self.NAME}")
        box.set("data-question", name)
        stem, items = split_list(take_children(box))
        group = add(box, "fieldset")
        legend = add(group, "legend")
        for child in stem:
            move_content(child, add(legend, "span", {"class": "stem"}))
        options = current().lab.question(name).options
        for option, item in zip(options, items, strict=True):
            line = add(group, "label", {"class": "option"})
            radio_button(line, name, option.key)
            move_content(item, add(line, "span"))
        actions = add(box, "div", {"class": "actions"})
        add(
            actions,
            "button",
            {"type": "submit", "data-commit": "", "class": "md-button"},
            self.COMMIT,
        )
        add(actions, "button", {"type": "button", "data-retry": "", "hidden": "hidden",
                                "class": "md-button"}, "Answer again")  # fmt: skip
        add(box, "p", {"class": "verdict", "data-verdict": "", "role": "status"})


class PredictionBlock(QuestionBlock):
    """`/// prediction | act1.prediction`: all after it, up to the next act, waits behind it."""

    NAME, COMMIT = "prediction", "Lock in my prediction"


class ReflectionBlock(QuestionBlock):
    """`/// reflection | act1.reflection`."""

    NAME, COMMIT = "reflection", "Answer"


class FeedbackBlock(LabBlock):
    """`/// feedback | act1.prediction.a`: shown to whoever chose that option."""

    NAME, ARGUMENT = "feedback", True

    def fill(self, box: Element, name: str) -> None:
        """Name the question and the option."""
        question, _, key = name.rpartition(".")
        box.set("data-feedback", question)
        box.set("data-option", key)
        content = take_children(box)
        add(box, "p", {"class": "feedback-for"}, f"If you chose {key.upper()}")
        box.extend(content)
