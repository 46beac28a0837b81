"""A reader's version as a Python file that runs wherever the core's wheel is installed."""

from collections.abc import Mapping

from mlsys_core.explore.asked import Asked

TEMPLATE = '''"""{title}: your version of its physics beside the book's.

pip install {wheel}
python {file}
"""

from mlsys_core.explore.physics.compare import compare

LAB, ACT, CONTEXT = {lab!r}, {act!r}, {context!r}
{device}
SETTINGS = {settings}

YOURS = {yours}

if __name__ == "__main__":
    print(compare(LAB, ACT, CONTEXT, SETTINGS, YOURS{passed}), end="")
'''


def script_of(here: Asked, edits: Mapping[str, str], wheel: str) -> str:
    """Return the file's text."""
    own = {
        name: value for name, value in here.settings.items() if name.startswith(f"{here.act.id}.")
    }
    entry, device = here.lab.entry, here.context.device
    return TEMPLATE.format(
        title=f"{entry.label} {entry.title}, {here.act.id}",
        wheel=wheel,
        file=f"{here.lab.id}_{here.act.id}.py",
        lab=here.lab.id,
        act=here.act.id,
        context=here.context.shown_key,
        device=f"DEVICE = {vars(device)!r}\n" if device else "",
        passed=", DEVICE" if device else "",
        settings=_dictionary({name: repr(value) for name, value in own.items()}),
        yours=_dictionary({name: _literal(text) for name, text in edits.items()}),
    )


def _dictionary(entries: Mapping[str, str]) -> str:
    lines = [f"    {name!r}: {value},\n" for name, value in entries.items()]
    return "{\n" + "".join(lines) + "}" if lines else "{}"


def _literal(text: str) -> str:
    """Return a string literal that reads like the text itself, where there is one."""
    readable = "'''" not in text and not text.endswith(("'", "\\"))
    return f"r'''{text}'''" if readable else repr(text)
