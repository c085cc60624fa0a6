"""Why a paper stands where it does, as English templates.

The window translates a template before the values are put in; the command line and the digest put
them in as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desktop_app.core import days
from desktop_app.core.origins import Because, Origin
from desktop_app.core.queue import Reason

Template = tuple[str, dict[str, Any]]

_BECAUSE = {
    Because.HIGHLIGHTED: "Because you highlighted “{name}” {when}",
    Because.NOTED: "Because you wrote about “{name}” {when}",
    Because.READ: "Close to “{name}”, which you read {when}",
    Because.STARRED: "Close to “{name}”, which you starred",
    Because.QUEUED: "Close to “{name}”, which you queued {when}",
    Because.SUBSCRIBED: "New in your subscription “{name}”",
    Because.VOTED: "{name} votes",
}
_UNDATED = {
    Because.HIGHLIGHTED: "Because you highlighted “{name}”",
    Because.NOTED: "Because you wrote about “{name}”",
    Because.READ: "Close to “{name}”, which you read",
    Because.QUEUED: "Close to “{name}”, which you queued",
}
_PLANNED = {
    Reason.DUE: "Due soon",
    Reason.CARRIED: "Carried over from {day}",
    Reason.RETURNED: "Snoozed until {day}",
    Reason.SPREAD: "Spread to {day}",
    Reason.PRIORITY: "High priority",
    Reason.WAITED: "Waiting since {day}",
    Reason.CHOSEN: "You put it on the plan",
}


def of_origin(origin: Origin) -> Template:
    """Give the template of what a suggestion comes from; it may take ``name`` and ``when``."""
    if origin.day is None and origin.because in _UNDATED:
        return _UNDATED[origin.because], {"name": origin.name}
    return _BECAUSE[origin.because], {"name": origin.name, "when": origin.day}


def of_plan(reason: Reason, since: date | None, origin: Origin | None, today: date) -> Template:
    """Give the template of why an entry is in a plan; it may take ``day``, ``name``, ``when``."""
    if reason is Reason.DUE and since is not None:
        return of_due(since, "", today)
    if origin is not None and reason in (Reason.CHOSEN, Reason.WAITED):
        return of_origin(origin)
    if since is None and "{day}" in _PLANNED[reason]:
        return "From your queue", {}
    if reason is Reason.WAITED and since is not None and since >= today:
        return "Queued today", {}
    return _PLANNED[reason], {"day": since}


def of_due(day: date, purpose: str, today: date) -> Template:
    """Give the template of by when a paper is wanted, and for what."""
    text = "Was due {day}" if day < today else "Due {day}"
    return (f"{text}: {{purpose}}" if purpose else text), {"day": day, "purpose": purpose}


def english(template: Template, today: date) -> str:
    """Put the values into a template in English."""
    return filled(*template, lambda day: days.name(day, today), lambda day: days.when(day, today))


def filled(
    text: str,
    values: dict[str, Any],
    name: Callable[[date], str],
    when: Callable[[date], str],
) -> str:
    """Put the values into a template; `name` and `when` word a day."""
    worded = dict(values)
    if isinstance(day := values.get("day"), date):
        worded["day"] = name(day)
    if isinstance(day := values.get("when"), date):
        worded["when"] = when(day)
    return text.format(**worded)
