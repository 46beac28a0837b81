"""What an act shows of one design, by whichever copy of the core this module belongs to."""

import json
from typing import Any

from mlsys_core.display import plain
from mlsys_core.explore.asked import Asked, asked
from mlsys_core.lab import act_settings
from mlsys_core.own.device import marked
from mlsys_core.tables import table_of

Json = dict[str, Any]


def view_of(text: str) -> str:
    """Return an act's results, states and figures: JSON text in, JSON text out."""
    here = asked(json.loads(text))
    outcome = here.outcome()
    missing = [metric.id for metric in here.act.metrics if not hasattr(outcome, metric.id)]
    missing += [flag.id for flag in here.act.flags if not hasattr(outcome, flag.id)]
    if missing:
        raise LookupError(f"evaluate leaves out {', '.join(missing)}")
    view = {
        "outside": outcome.outside_law,
        "values": [
            {
                "id": metric.id,
                "name": here.name(metric),
                "value": plain(getattr(outcome, metric.id)),
                "text": metric.text(plain(getattr(outcome, metric.id))),
            }
            for metric in here.act.metrics
        ],
        "states": [here.name(flag) for flag in here.act.flags if getattr(outcome, flag.id)],
        "figures": {} if outcome.outside_law else _figures(here, outcome),
    }
    return json.dumps(view, allow_nan=False)


def _figures(here: Asked, outcome: Any) -> Json:
    found = {}
    for figure in here.act.figures:
        if not figure.still:
            drawn = marked(
                figure.draw(here.context, act_settings(here.act, here.settings), outcome),
                here.context,
            )
            found[figure.id] = {"figure": drawn, "table": vars(table_of(drawn))}
    return found
