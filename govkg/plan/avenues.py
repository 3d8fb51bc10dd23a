"""Indirect ways into what is for others: named, never promised."""

from __future__ import annotations

from govkg.model.firmness import MODALITIES, rank
from govkg.names import normalised
from govkg.namespaces import PREFIXES, term
from govkg.plan.claims import Fields, around, certainty, passages_of, records, said, texts
from govkg.plan.model import Avenue
from govkg.plan.reach import Node
from govkg.plan.rules import Reader, Rule

_INDIRECT = {term("access-membership"): "by membership", term("access-delegation"): "by a national delegation"}
_ABOUT_OPENNESS = term("topic-openness")
_HOSTS = frozenset(term(f"role-{name}") for name in ("organiser", "host", "convener"))
_ABOVE = PREFIXES["org"] + "subOrganizationOf"


def avenues(reader: Reader, node: Node, rules: list[Rule]) -> tuple[Avenue, ...]:
    """Indirect ways in: what the rules open to members or delegations, and what a text asks about."""
    group = reader.groups.label[reader.asked]
    found = [
        Avenue(
            f"{_INDIRECT[access]}: {' and '.join(reader.groups.names(one.groups))} may "
            f"{' and '.join(reader.names.show(m) for m in one.modes)}; whether {group} "
            "can become one is not stated",
            one.modality,
            certainty(reader.known, one.core),
            tuple(sorted(one.core)),
        )
        for one in rules
        for access in texts(one.fields, term("access"))
        if access in _INDIRECT
    ]
    bodies = _bodies(reader, node)
    for kind in ("govkg:Question", "govkg:Position"):
        for iri, fields in sorted(records(reader.store, reader.known, kind, "govkg:about", bodies).items()):
            if _ABOUT_OPENNESS in texts(fields, term("topic")) and _for_group(reader, fields):
                heard = passages_of(fields, term("about"))
                how = "asked" if kind == "govkg:Question" else "wished"
                found.append(Avenue(reader.names.show(iri), how, certainty(reader.known, heard), tuple(sorted(heard))))
    return tuple(sorted(found, key=lambda avenue: (rank(avenue.modality, MODALITIES), avenue.text)))


def _for_group(reader: Reader, fields: Fields) -> bool:
    """Whether a question or position is on the group, or on an actor that bears the group's name."""
    words = reader.groups.same_words(reader.asked)
    if reader.groups.match(reader.asked, texts(fields, term("group"))):
        return True
    return any(normalised(reader.names.show(thing)) in words for thing in texts(fields, term("about")))


def _bodies(reader: Reader, node: Node) -> set[str]:
    """A place, its editions or series, and the bodies that hold it or that it is about, with those above them."""
    places = {node.iri, *(step.target for step in node.chain if step.link == "is the series of")}
    places |= {one.iri for one in reader.nodes.values() if one.whole and one.chain[0].target == node.iri}
    found = set(places)
    roles = records(reader.store, reader.known, "govkg:Role", "govkg:in", places).values()
    found |= {a for fields in roles if _HOSTS & set(texts(fields, term("role"))) for a in texts(fields, term("actor"))}
    about = said(reader.store, reader.known, places, record=False)
    for fields in about.values():
        found |= {*texts(fields, term("about")), *texts(fields, term("issuedBy"))}
    return found.union(*around(reader.store, reader.known, found, _ABOVE).values())
