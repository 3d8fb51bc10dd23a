"""What was known when: the passages that count on a day, and which of their claims hold then.

A document counts on a day if it may have been written by then: the first day of its written date, read without a
mark of doubt ("2014~" begins on 1 January 2014), is not after the day. A document without a written date, and outside
knowledge, never count for a day. A claim that a decision sets aside counts again where the decision accepts another
passage and none of those it accepts was known: before the correction came, the older claim was what one knew.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkg.evidence import Difference, differences
from govkg.model.dates import Bounds, DateError, Day, Truth, bounds, unqualified
from govkg.model.firmness import FIRM
from govkg.namespaces import term
from govkg.store import Store

_PASSAGES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?source ?certainty ?modality ?written
WHERE {
  ?passage oa:hasSource ?source ; govkg:certainty ?certainty ; govkg:modality ?modality .
  OPTIONAL { ?source govkg:written ?written }
}
"""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a passage says what it says: its source, its certainty and its modality."""

    source: str
    certainty: str
    modality: str


@dataclass(frozen=True, slots=True)
class Known:
    """What counts, on a day or of all that is known.

    Attributes:
        day: the day; None for all that is known now.
        written: the written date of each source that counts, by its IRI; empty where none is given.
        voices: the passages that count, by IRI.
        aside: passage, subject and property (empty for all) of claims that a decision sets aside.
    """

    day: Day | None
    written: dict[str, str]
    voices: dict[str, Voice]
    aside: frozenset[tuple[str, str, str]]

    def holds(self, passage: str, subject: str, prop: str, *, record: bool) -> bool:
        """Whether a claim holds.

        Args:
            passage: IRI of the graph that makes it.
            subject: what it is about.
            prop: its property.
            record: whether the subject is a record (a rule, a contribution), which may be wished, asked or framed.
        """
        voice = self.voices.get(passage)
        if voice is None or (passage, subject, prop) in self.aside or (passage, subject, "") in self.aside:
            return False
        return record or voice.modality in FIRM

    def by_then(self, source: str) -> Truth:
        """Whether a source that counts was certainly or only possibly written by the day."""
        if self.day is None:
            return Truth.CERTAINLY
        limits = days_written(self.written[source])
        last = limits.latest_end if limits and limits.certain else None
        return Truth.CERTAINLY if last is not None and last <= self.day else Truth.POSSIBLY


def known(store: Store, day: Day | None = None) -> Known:
    """What counts on a day, or all that is known.

    Args:
        store: where passages and decisions are described.
        day: the day; None for no limit.
    """
    voices: dict[str, Voice] = {}
    written: dict[str, str] = {}
    for passage, source, certainty, modality, date in store.select(_PASSAGES).rows:
        if passage is None or source is None or certainty is None or modality is None:
            continue
        voice = Voice(
            source.value,
            certainty.value.removeprefix(term("certainty-")),
            modality.value.removeprefix(term("modality-")),
        )
        said = date.value if date is not None else ""
        if day is None or (voice.certainty != "outside" and may_be_written_by(said, day)):
            voices[passage.value] = voice
            written[voice.source] = said
    return Known(day, written, voices, _aside(differences(store), voices))


def may_be_written_by(written: str, day: Day) -> bool:
    """Whether something with this written date may be there on a day; False if it has none that can be read."""
    limits = days_written(unqualified(written))
    return limits is not None and limits.earliest_start is not None and limits.earliest_start <= day


def days_written(written: str) -> Bounds | None:
    """The days of a written date; None for none, and for what is no date, in a graph that nobody checked."""
    try:
        return bounds(written) if written else None
    except DateError:
        return None


def _aside(decided: list[Difference], voices: dict[str, Voice]) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (passage, d.about, d.property)
        for d in decided
        if not d.accepts or any(passage in voices for passage in d.accepts)
        for passage in d.sets_aside
    )
