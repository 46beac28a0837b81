"""A reader who has locked in an act's prediction, as the session sees them."""

import json
from typing import Any

from mlsys_core import session

Json = dict[str, Any]


def ask(method: str, request: Json) -> Json:
    """Put a question through the one door, as JSON text both ways."""
    answer: Json = json.loads(session.handle(method, json.dumps(request)))
    return answer


def opened(lab: str, act: str, context: str | None = None, **settings: Any) -> Json:
    """Return what every request starts with: the act open, some of its controls moved."""
    events: list[Json] = [{"type": "commit", "question": f"{act}.prediction", "option": "a"}]
    if context:
        events.append({"type": "set", "control": "context", "value": context, "settled": True})
    events += [
        {"type": "set", "control": f"{act}.{name}", "value": value, "settled": True}
        for name, value in settings.items()
    ]
    place = None
    for event in events:
        request = {"lab": lab, "place": place, "event": event, "now": "", "ledger": {}}
        place = ask("event", request)["place"]
    return {"lab": lab, "act": act, "place": place, "ledger": {}}
