"""A place set on the reader's own device, with the book's side of it kept apart."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mlsys_core.acts import OWN
from mlsys_core.errors import LabError
from mlsys_core.own.device import device_of
from mlsys_core.place import Place, read_context, read_settings


def as_json(place: Place) -> dict[str, Any]:
    """Return what a browser keeps of the device and of the book's side."""
    kept: dict[str, Any] = {"device": vars(place.device)}
    if place.book:
        context, settings = place.book
        kept["book"] = {"context": context.key, "settings": settings}
    return kept


def read_device(place: Place, kept: Mapping[str, Any], problems: list[str]) -> None:
    """Take up a kept device again; one the lab can't take leaves the book's side in its place."""
    in_use = kept.get("context") == OWN
    behind = replace(place, settings={}, held={})
    read_context(behind, kept.get("book"), problems)
    read_settings(behind, kept.get("book"), problems)
    try:
        device = device_of(kept.get("device"))
        own = place.lab.own_device.on(device)
    except LabError as error:
        problems.append(str(error))
        if in_use:
            place.context, place.settings = behind.context, behind.settings
        return
    place.device = device
    if in_use:
        place.context, place.book = own, (behind.context, behind.settings)


def on_record(place: Place) -> Place:
    """Return the place as the record sees it: the book's side as it was left, without practice."""
    if place.book is None:
        return place
    context, settings = place.book
    counting = {
        name: replace(answer, practice=None)
        for name, answer in place.answers.items()
        if answer.choices
    }
    return replace(place, context=context, settings=settings, answers=counting, book=None)


def take(place: Place, found: Any) -> None:
    """Set a place on a device; with none, put the device away and go back to the book's context."""
    if found is not None:
        device = device_of(found)
        place.lab.own_device.on(device)
        place.device = device
        enter(place)
        return
    place.device = None
    if place.book:
        place.switch(place.book[0])


def enter(place: Place) -> None:
    """Go to the reader's device at hand, remembering the book's side."""
    context = place.lab.own_device.on(place.device)
    place.book = place.book or (place.context, dict(place.settings))
    place.switch(context)
