"""Sorts a lab page, written as a flat run of blocks, into acts, gates and instruments.

Everything after an act's prediction, up to the next act, goes behind that act's gate: an author
can't forget to lock something. From `instrument` to the reveal, controls go to one side, results to
the other.
"""

from markdown.treeprocessors import Treeprocessor

from mlsys_core.course import VOLUMES
from mlsys_core.lab import Lab
from site_hooks import lab_page
from site_hooks.elements import Element, add, take_children

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BESIDE_CONTROLS = ("control", "group", "contexts", "badges")
ENDS_INSTRUMENT = ("reveal", "reflection", "feedback", "mathpeek", "takeaways")


class StructureProcessor(Treeprocessor):
    """Runs once, over the whole page."""

    def run(self, root: Element) -> None:
        """Wrap a lab page in its root element; leave other pages alone."""
        page = lab_page.begun()
        if page is None:
            return
        children = take_children(root)
        lab_root = add(root, "div", _root_attributes(page.lab))
        _Sorter(lab_root, page.lab).place_all(children)


def _root_attributes(lab: Lab) -> dict[str, str]:
    attributes = {
        "class": "lab",
        "data-lab": lab.id,
        "data-runtime": "static",
        "data-contexts": " ".join(context.key for context in lab.contexts),
    }
    return attributes | ({"data-reads-ledger": ""} if lab.reads_ledger else {})


class _Sorter:
    """Places one block after another, remembering which act, gate and instrument is open."""

    def __init__(self, root: Element, lab: Lab) -> None:
        self.root, self.lab = root, lab
        self.act: Element | None = None
        self.gate: Element | None = None
        self.explored: Element | None = None
        """The act whose way beyond the sliders is already there."""
        self.controls: Element | None = None
        self.results: Element | None = None
        self.group: Element | None = None

    def place_all(self, children: list[Element]) -> None:
        for child in children:
            self.place(child)
            if child.tag == "h1":
                _lab_bar(self.root, self.lab)
        for gate in self.root.iter("article"):
            for heading in gate.iter():
                if heading.tag in HEADINGS:
                    heading.set("data-search-exclude", "")
        self._offer_exploring()

    def place(self, child: Element) -> None:
        kind = child.get("data-block", "")
        if kind in ("act", "takeaways"):
            self._offer_exploring()
        if kind == "act":
            self._open_act(child)
        elif kind == "instrument":
            self._open_instrument(child)
        else:
            if kind in ENDS_INSTRUMENT:
                self.controls = self.results = self.group = None
            self._target(kind, child).append(child)
        if kind == "group":
            self.group = child
        if kind == "prediction":
            self._open_gate()

    def _target(self, kind: str, child: Element) -> Element:
        if self.controls is not None and self.results is not None:
            if kind in ("control", "contexts") and self.group is not None:
                return self.group
            return self.controls if kind in BESIDE_CONTROLS else self.results
        for place in (self.gate, self.act):
            if place is not None:
                return place
        return self.root

    def _open_act(self, act: Element) -> None:
        self.act, self.gate = act, None
        self.controls = self.results = self.group = None
        self.root.append(act)

    def _open_gate(self) -> None:
        assert self.act is not None, "a prediction stands inside an act"
        act_id = self.act.get("data-act", "")
        note = add(self.act, "p", {"class": "locked-note", "data-locked-note": act_id})
        note.text = "The instruments open when your prediction is locked in."
        attributes = {"data-gate": act_id, "data-state": "locked", "data-search-exclude": ""}
        # No other element here has this tag: the search leaves out a block up to the next closing
        # tag of its name, whichever element that closes.
        self.gate = add(self.act, "article", attributes | {"role": "presentation"})

    def _offer_exploring(self) -> None:
        """End an act with the way beyond its sliders: behind the gate, after reveal and feedback.

        The page shows it once its script runs; the tools themselves are fetched when it is opened.
        """
        if self.gate is None or self.act is None or self.explored is self.act:
            return
        self.explored = self.act
        attributes = {"class": "lab-explore", "data-explore": self.act.get("data-act", "")}
        if self.lab.device_context and self.act.get("data-act") in self.lab.own_device.acts:
            attributes["data-own-hardware"] = ""
        fold = add(self.gate, "details", attributes | {"hidden": "hidden"})
        add(fold, "summary", text="Explore beyond the sliders")

    def _open_instrument(self, instrument: Element) -> None:
        target = self.gate if self.gate is not None else self.root
        target.append(instrument)
        bench = add(instrument, "div", {"class": "bench"})
        self.controls = add(bench, "div", {"class": "bench-controls"})
        self.results = add(bench, "div", {"class": "bench-results"})
        act_id = instrument.get("data-instrument", "")
        _outside_notice(self.results, act_id)
        _bench_tools(self.controls, act_id)
        self.group = None


def _bench_tools(controls: Element, act_id: str) -> None:
    """Put what concerns all controls at once at their end."""
    tools = add(controls, "div", {"class": "bench-tools"})
    add(tools, "button", {"type": "button", "data-reset": act_id}, "Back to the scenario")
    add(tools, "button", {"type": "button", "data-copy-design": ""}, "Copy link to this design")
    add(tools, "p", {"class": "design-said", "role": "status", "data-design-said": ""})


def _outside_notice(results: Element, act_id: str) -> None:
    """Make room for what is said where a law does not cover a design, instead of a number."""
    attributes = {"class": "outside-law", "data-outside": act_id, "role": "status"}
    notice = add(results, "p", attributes | {"hidden": "hidden"})
    add(notice, "strong", text="Outside the law's range. ")
    add(notice, "span", {"data-outside-reason": ""})


def _lab_bar(root: Element, lab: Lab) -> None:
    """Put the lab's facts and the state of its machinery under its title."""
    entry = lab.entry
    facts = f"{VOLUMES[entry.volume]}, Lab {entry.number} · {entry.topic} · {entry.minutes} minutes"
    add(root, "p", {"class": "lab-facts"}, facts)
    bar = add(root, "div", {"class": "lab-bar"})
    add(bar, "p", {"class": "lab-runtime", "data-runtime-status": "", "role": "status"})
    add(bar, "p", {"class": "lab-saved", "data-saved": "", "role": "status"})
    add(bar, "button", {"type": "button", "data-start-over": ""}, "Start this lab over")
