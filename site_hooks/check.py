"""What is wrong with a lab page, found before it is rendered, each finding with its line.

A name that the lab does not have is an error, and so is one that it has and the page never shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mlsys_core.controls import Choice
from mlsys_core.errors import LabError, nearest_names
from mlsys_core.lab import Lab
from mlsys_core.questions import KEYS
from site_hooks import blocks
from site_hooks.domains_html import domain_of
from site_hooks.grammar import BlockSource, blocks_in, metric_bullet, slots_cut_by_tables, slots_in
from site_hooks.lab_page import LabPage
from site_hooks.number_lint import typed_numbers
from site_hooks.slots import fill

ONE_OF_EACH = {
    "control": "control",
    "figure": "figure",
    "board": "board",
    "state": "flag",
    "prediction": "question",
    "reflection": "question",
}
"""Blocks that show one thing of the lab, and the kind of thing it is."""


@dataclass(frozen=True)
class Problem:
    """One finding."""

    line: int
    message: str


def problems_of(page: LabPage, text: str) -> list[Problem]:
    """Return everything wrong with a page's Markdown, in order of lines."""
    found = [*_bad_slots(page, text), *_bad_blocks(page.lab, text), *_unused(page.lab, text)]
    found += [Problem(*typed) for typed in typed_numbers(page.lab, text)]
    return sorted(found, key=lambda problem: problem.line)


def _bad_slots(page: LabPage, text: str) -> Iterator[Problem]:
    for slot in slots_in(text):
        try:
            fill(page, slot.name, slot.style)
        except (LabError, ValueError) as error:
            yield Problem(slot.line, f"slot {{{{ {slot.name} }}}}: {error}")
    for line, slot_text in slots_cut_by_tables(text):
        yield Problem(line, f"slot {slot_text}: in a table, write its bar as \\|")


def _bad_blocks(lab: Lab, text: str) -> Iterator[Problem]:
    known = {block.NAME for block in blocks.LAB_BLOCKS}
    for block in blocks_in(text):
        if block.name not in known:
            yield Problem(
                block.line, f"no block {block.name!r}; {nearest_names(block.name, known)}"
            )
            continue
        for line, lookup in _lookups(lab, block):
            try:
                lookup()
            except LabError as error:
                yield Problem(line, f"block {block.name}: {error}")
        yield from _miscounted(lab, block)


def _lookups(lab: Lab, block: BlockSource) -> Iterator[tuple[int, Callable[[], object]]]:
    """Yield what a block refers to, as look-ups that fail where there is no such thing."""
    name, line = block.argument, block.line
    kind = ONE_OF_EACH.get(block.name)
    if kind:
        yield line, lambda: _named(lab, kind, name)
    elif block.name == "formula":
        yield line, lambda: lab.metric(name)
    elif block.name in ("act", "instrument", "reveal"):
        yield line, lambda: lab.act(name)
    elif block.name == "feedback":
        question, _, key = name.rpartition(".")
        yield line, lambda: lab.question(question).option(key)
    elif block.name == "when":
        value = name.partition("=")[0].strip()
        yield line, lambda: lab.metric(value)
    elif block.name == "domains":
        for number, bullet in block.bullets:
            yield number, lambda text=bullet: domain_of(text)  # type: ignore[misc]
    elif block.name == "metrics":
        yield from _metric_lookups(lab, block)


def _metric_lookups(lab: Lab, block: BlockSource) -> Iterator[tuple[int, Callable[[], object]]]:
    for number, bullet in block.bullets:
        read = metric_bullet(bullet)
        if read is None:
            yield number, lambda: _fail("a metrics list names each metric first, as in `act1.x`")
        else:
            yield number, lambda name=read[0]: lab.metric(name)  # type: ignore[misc]


def _fail(message: str) -> None:
    raise LabError(message)


def _named(lab: Lab, kind: str, name: str) -> None:
    known = [full for this, full in lab.names() if this == kind]
    if name not in known:
        raise LabError(f"{lab.id} has no {kind} {name!r}; {nearest_names(name, known)}")


def _miscounted(lab: Lab, block: BlockSource) -> Iterator[Problem]:
    """Refuse a list of options longer or shorter than what the module declares."""
    names = dict.fromkeys(full for _, full in lab.names())
    if block.name in ("prediction", "reflection") and block.argument in names:
        options = len(lab.question(block.argument).options)
        wanted = ", ".join(KEYS[:options])
    elif block.name == "control" and block.argument in names:
        control = lab.control(block.argument)
        if not isinstance(control, Choice) or not isinstance(control.options[0], str):
            return
        options, wanted = len(control.options), ", ".join(map(str, control.options))
    elif block.name == "contexts":
        options, wanted = len(lab.contexts), ", ".join(c.key for c in lab.contexts)
    else:
        return
    if len(block.bullets) != options:
        yield Problem(
            block.line,
            f"block {block.name} | {block.argument} lists {len(block.bullets)} options;"
            f" the lab has {options}: {wanted}",
        )


def _unused(lab: Lab, text: str) -> Iterator[Problem]:
    """Find what the module declares and the page shows never, or twice."""
    shown: list[str] = []
    last_line = max(1, len(text.splitlines()))
    for block in blocks_in(text):
        if block.name in ONE_OF_EACH:
            shown.append(block.argument)
        elif block.name == "metrics":
            shown += [read[0] for _, b in block.bullets if (read := metric_bullet(b))]
    for kind, name in lab.names():
        times = shown.count(name)
        if times != 1:
            how_often = "never shown on this page" if times == 0 else f"shown {times} times"
            yield Problem(last_line, f"{kind} {name!r} is {how_often}; show it once")
    feedback = {block.argument for block in blocks_in(text) if block.name == "feedback"}
    for act in lab.acts:
        for question in act.questions:
            for option in question.options:
                wanted = f"{act.id}.{question.id}.{option.key}"
                if wanted not in feedback:
                    yield Problem(last_line, f"no feedback for {wanted}")
