"""Text in HTML. The standard library's ``html`` is imported when something is shown, not when a command starts."""

from __future__ import annotations


def escaped(text: str) -> str:
    """Text that HTML shows as it is, in an element or in an attribute."""
    from html import escape

    return escape(text)
