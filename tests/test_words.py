"""Statements in words: lengths of time as people say them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import PREFIXES, XSD
from govkg.words import Fields, sentences


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ("P4Y", "4 years"),
        ("P1Y2M", "1 year 2 months"),
        ("PT1H30M", "1 hour 30 minutes"),
        ("P1DT1S", "1 day 1 second"),
        ("P1W", "P1W"),
        ("P", "P"),
        ("PT", "PT"),
        ("-P1D", "-P1D"),
    ],
)
def test_a_length_of_time(length: str, said: str, kg: KnowledgeGraph) -> None:
    fields: Fields = {PREFIXES["schema"] + "duration": [Literal(length, datatype=NamedNode(XSD + "duration"))]}
    assert sentences("https://w3id.org/govkg/id/itu", fields, kg.names) == [
        f"International Telecommunication Union: duration {said}"
    ]
