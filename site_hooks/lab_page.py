"""The lab page being rendered: its lab, and that lab's defaults as the session answers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mlsys_core import session
from mlsys_core.lab import Act, Lab
from mlsys_core.place import Place


@dataclass(frozen=True)
class LabPage:
    """One page and its lab. Everything printed into the page comes from `view`."""

    path: str
    lab: Lab

    @cached_property
    def view(self) -> dict[str, Any]:
        """The lab at its defaults with every gate open."""
        return session.opened(self.lab)

    @cached_property
    def place(self) -> Place:
        """The place of a reader who has just come."""
        return Place.new(self.lab, now="")

    @cached_property
    def scenario(self) -> dict[str, Any]:
        """Each act's outcome at the scenario."""
        return {
            act.id: self.lab.outcome(act, self.place.context, self.place.settings, {}, advised=True)
            for act in self.lab.acts
        }

    def act_of(self, name: str) -> Act:
        """Return the act that a full id belongs to."""
        return self.lab.act(name.partition(".")[0])


_CURRENT: ContextVar[LabPage | None] = ContextVar("lab_page", default=None)


def current() -> LabPage:
    """Return the page being rendered; lab blocks exist on lab pages only."""
    page = _CURRENT.get()
    if page is None:
        raise LookupError("this block needs a lab page: a page whose front matter names its `lab`")
    return page


def begun() -> LabPage | None:
    """Return the page being rendered, None on a page without a lab."""
    return _CURRENT.get()


def begin(page: LabPage | None) -> None:
    """Say which page is rendered from now on; None for a page without a lab."""
    _CURRENT.set(page)


@contextmanager
def rendering(page: LabPage) -> Iterator[LabPage]:
    """Render one page, for tests."""
    begin(page)
    try:
        yield page
    finally:
        begin(None)
