"""What an import costs: govkg, its shipped graph opened, and rdflib, each in a fresh interpreter."""

from __future__ import annotations

import sys

from measure import alternating, compared

RUNS = 15


def main() -> None:
    """Print the medians."""
    compared(
        f"fresh interpreter, medians of {RUNS}",
        alternating(
            {
                "import govkg": [sys.executable, "-c", "import govkg"],
                "import govkg; govkg.load()": [sys.executable, "-c", "import govkg; govkg.load()"],
                "import rdflib": [sys.executable, "-c", "import rdflib"],
                "nothing": [sys.executable, "-c", "pass"],
            },
            RUNS,
        ),
    )


if __name__ == "__main__":
    main()
