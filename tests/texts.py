"""The documents' texts, which are not part of the project: beside the checkout, or where GOVKG_DOCUMENTS says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govkg.paths import shipped

GIVEN = os.environ.get("GOVKG_DOCUMENTS", "")
FOLDER = Path(GIVEN) if GIVEN else shipped().root.parent / "shared" / "documents"
with_documents = pytest.mark.skipif(
    not GIVEN and not FOLDER.is_dir(),
    reason=f"the documents are not part of the project: none in {FOLDER}, and GOVKG_DOCUMENTS is not set",
)
"""Skips a test where there are no texts to hold the graph against."""
