"""The author's guide as something to do: its commands, edits and promised messages, in order."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from tests.site.project_copy import ProjectCopy

_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
STAYS = ("make serve",)  # runs until interrupted; what it serves is built by the test instead


@dataclass(frozen=True)
class Step:
    """One fenced block of the guide: `sh` to run, `diff` to apply, `console` to be told."""

    kind: str
    title: str
    text: str
    line: int

    def take(self, project: ProjectCopy) -> None:
        """Do what the guide says, and fail with the guide's line where it doesn't work."""
        where = f"the author's guide, line {self.line}"
        if self.kind == "sh":
            self._run(project, where)
        elif self.kind == "diff":
            self._edit(project, where)
        elif self.kind == "console":
            said = project.make(*shlex.split(self.title)[1:]).stdout
            for line in self.text.splitlines():
                assert line in said, f"{where} promises {line!r}; said was:\n{said}"

    def _run(self, project: ProjectCopy, where: str) -> None:
        for command in self.text.splitlines():
            verb, *words = shlex.split(command)
            assert verb == "make", f"{where}: {command} is no verb of the Makefile"
            if command not in STAYS:
                ran = project.make(*words)
                assert ran.returncode == 0, f"{where}: {command}\n{ran.stdout}"

    def _edit(self, project: ProjectCopy, where: str) -> None:
        file = project.root / self.title
        before, after = both_sides(self.text)
        text = file.read_text("utf-8")
        assert text.count(before) == 1, f"{where}: not once in {self.title}:\n{before}"
        file.write_text(text.replace(before, after), "utf-8")


def both_sides(diff: str) -> tuple[str, str]:
    """Return the text a diff takes away and the one it puts there.

    >>> both_sides(" a\\n-b\\n+c\\n")
    ('a\\nb\\n', 'a\\nc\\n')
    """
    lines = diff.splitlines(keepends=True)
    before = [line[1:] or "\n" for line in lines if not line.startswith("+")]
    after = [line[1:] or "\n" for line in lines if not line.startswith("-")]
    return "".join(before), "".join(after)


def steps_of(guide: str) -> Iterator[Step]:
    """Yield the steps of a guide in the order of its page."""
    for match in _FENCE.finditer(guide):
        kind, title, text = match.groups()
        yield Step(kind, title or "", text, guide.count("\n", 0, match.start()) + 1)
