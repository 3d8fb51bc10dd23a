"""A plan in Markdown: a small one whole, with names that would be HTML or break a table if they were let."""

from __future__ import annotations

from govkg.evidence import Difference, Passage
from govkg.plan.model import Document, Gap, Plan
from govkg.plan.render import FORMATS

SAYS = "https://w3id.org/govkg/id/source/page/gaps"
PLAN = Plan(
    "id/group",
    "<b>All</b>",
    "id/summit",
    "Summit & more",
    "2014-04-01",
    "",
    gaps=[Gap("id/summit", "Summit | <i>", "date", "not stated", "a\\b", (SAYS,))],
    passages={SAYS: Passage(SAYS, "id/source/page", "001", "The <page>", "explicit", "stated", "", (), ())},
    differences=[Difference("id/summit", "", "open", "1 < 2", (), ())],
    documents=[Document("id/source/page", "001", "The <page>", "2014", "")],
)


def test_a_plan_in_markdown_holds_no_html_of_its_names() -> None:
    assert FORMATS["markdown"](PLAN, 0) == (
        "# Doors for &lt;b>All&lt;/b> into Summit &amp; more, from 2014-04-01\n"
        "\n"
        "## Doors, in order of deadline\n"
        "\n"
        "No door is found that is open from that day on.\n"
        "\n"
        "## Not stated\n"
        "\n"
        "| About | Missing | Passages |\n"
        "| --- | --- | --- |\n"
        "| Summit \\| &lt;i> | date: not stated (a\\\\b) | 001 gaps |\n"
        "\n"
        "Sources differ: 1 &lt; 2\n"
        "\n"
        "- 001  The &lt;page>, written 2014\n"
    )
