"""The scales of certainty and modality, also with words that are on neither and with no word at all."""

from __future__ import annotations

from govkg.model.firmness import CERTAINTIES, FIRM, MODALITIES, NO_PLAIN_FACT, firmest, rank, weakest
from govkg.paths import shipped


def test_the_scales_are_the_schemes_of_the_ontology() -> None:
    for scheme, scale in (("certainty", CERTAINTIES), ("modality", MODALITIES)):
        text = (shipped().ontology / "schemes" / f"{scheme}.ttl").read_text(encoding="utf-8")
        concepts = {line.split()[0] for line in text.splitlines() if line.endswith("a skos:Concept ;")}
        assert concepts == {f"govkg:{scheme}-{word}" for word in scale}
    assert (*FIRM, *NO_PLAIN_FACT) == MODALITIES


def test_what_is_firmest_and_weakest() -> None:
    assert [rank(word, MODALITIES) for word in ("stated", "framed", "shouted")] == [0, 5, 6]
    assert firmest(MODALITIES, ["wished", "planned", "shouted"]) == "planned"
    assert weakest(MODALITIES, ["wished", "planned"]) == "wished"
    assert weakest(CERTAINTIES, ["outside", "rumoured", "explicit"]) == "rumoured"
    assert (firmest(CERTAINTIES, []), weakest(CERTAINTIES, [])) == ("outside", "explicit")
