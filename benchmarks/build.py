"""Building and checking the shipped graph: the whole process, as a curator waits for it."""

from __future__ import annotations

import tempfile

from measure import GOVKG, alternating, compared

RUNS = 7


def main() -> None:
    """Print the medians of a check and of a build, and one check by the reference engine."""
    with tempfile.TemporaryDirectory() as folder:
        compared(
            f"shipped graph, medians of {RUNS}",
            alternating(
                {
                    "govkg check": [GOVKG, "check"],
                    "govkg build": [GOVKG, "build", "--output", folder],
                },
                RUNS,
            ),
        )
        compared(
            "shipped graph, once",
            alternating({"govkg check --engine pyshacl": [GOVKG, "check", "--engine", "pyshacl"]}, 1),
        )


if __name__ == "__main__":
    main()
