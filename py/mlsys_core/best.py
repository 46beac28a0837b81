"""What makes one attempt at a lab better than another, unless the lab says otherwise."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsys_core.lab import Lab, Run


def fewest_failures(lab: "Lab", run: "Run") -> list[float]:
    """Score a design: acts entered first, then few active failures, then successes.

    Larger is better and the first number counts most. An act not entered yet can't fail, so
    entering it has to count before failing in it does.
    """
    entered = [act for act in lab.acts if act.id in run.outcomes]
    raised = [
        flag for act in entered for flag in act.flags if getattr(run.outcomes[act.id], flag.id)
    ]
    failures = sum(flag.is_failure for flag in raised)
    successes = sum(flag.severity == "success" for flag in raised)
    return [len(entered), -failures, successes]
