"""A question asked cold: the whole process, from the shell and back, against a plain rdflib script."""

from __future__ import annotations

import sys

from measure import GOVKG, ROOT, alternating, compared

RUNS = 15
QUESTION = ["ask", "feeds-into", "WSIS+10 High-Level Event"]
PLAIN = [sys.executable, str(ROOT / "benchmarks" / "plain_rdflib.py")]


def main() -> None:
    """Print the medians of both."""
    compared(
        f"cold answer, medians of {RUNS}",
        alternating(
            {
                f"govkg {QUESTION[0]} {QUESTION[1]}": [GOVKG, *QUESTION],
                "plain rdflib script, Turtle": PLAIN,
                "the same, with passages": [*PLAIN, "--with-passages"],
            },
            RUNS,
        ),
    )


if __name__ == "__main__":
    main()
