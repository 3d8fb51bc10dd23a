"""Plans: the doors into a process or event for one group, by deadline, with what is closed and what is not said."""

from govkg.plan.make import make_plan
from govkg.plan.model import Plan

__all__ = ["Plan", "make_plan"]
