"""The parts of a pyoxigraph quad as text, for comparing and for dictionaries."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Node = NamedNode | BlankNode | Literal | Triple | DefaultGraph


def text(node: Node) -> str:
    """The IRI, label or lexical form of a node; empty for the default graph, the whole for a quoted triple."""
    if isinstance(node, DefaultGraph):
        return ""
    return str(node) if isinstance(node, Triple) else node.value


def key(quad: Quad) -> tuple[str, str, str]:
    """Graph, subject and predicate of a quad as text; the graph is empty for the default graph."""
    return text(quad.graph_name), text(quad.subject), quad.predicate.value
