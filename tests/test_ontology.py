"""The ontology: every term is explained and used, files agree with each other, and reasoners find no contradiction."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import owlready2
import owlrl
import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import BNode, Node

from govkg.namespaces import EDTF, ONTOLOGY, TERMS
from govkg.paths import shipped

FOLDER = shipped().ontology
G = Namespace(TERMS)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
EXPLAINED_BY = (RDFS.label, SKOS.definition, SKOS.example, SKOS.scopeNote)
MAPPINGS = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch}
OWLRL_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
"""With this owlrl tells of a contradiction that it has found."""
HERMIT_READS = {None, XSD.string, XSD.integer, XSD.boolean, XSD.dateTime}
"""Datatypes of OWL 2's own map among those in use; None is a text without one."""


@cache
def ontology() -> Graph:
    return Graph().parse(FOLDER / "govkg.ttl")


@cache
def schemes() -> Graph:
    return merged(sorted((FOLDER / "schemes").glob("*.ttl")))


def alignments() -> list[Path]:
    return sorted((FOLDER / "alignments").glob("*.ttl"))


def merged(paths: list[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


@cache
def everything() -> Graph:
    """Ontology, schemes and alignments, and the accepted facts where they are built."""
    facts = [shipped().accepted] if shipped().accepted.exists() else []
    return merged([FOLDER / "govkg.ttl", *sorted((FOLDER / "schemes").glob("*.ttl")), *alignments(), *facts])


def named(terms: Iterable[Node]) -> list[URIRef]:
    return sorted({term for term in terms if isinstance(term, URIRef)})


def declared() -> list[URIRef]:
    return named(term for kind in KINDS for term in ontology().subjects(RDF.type, kind))


def minted() -> list[URIRef]:
    return [term for term in declared() if term.startswith(TERMS)]


def reused() -> list[URIRef]:
    return [term for term in declared() if not term.startswith(TERMS)]


def english(graph: Graph, term: Node, predicate: URIRef) -> list[str]:
    return [str(o) for o in graph.objects(term, predicate) if isinstance(o, Literal) and o.language == "en" and str(o)]


def test_header() -> None:
    header = {(p, str(o)) for p, o in ontology().predicate_objects(URIRef(ONTOLOGY)) if p != DCTERMS.description}
    assert header == {
        (RDF.type, str(OWL.Ontology)),
        (DCTERMS.title, "govkg: who says what about governance"),
        (DCTERMS.creator, "The govkg developers"),
        (DCTERMS.license, "https://creativecommons.org/licenses/by/4.0/"),
        (DCTERMS.created, "2026-11-21"),
        (OWL.versionIRI, "https://w3id.org/govkg/ontology/0.1.0"),
        (OWL.versionInfo, "0.1.0"),
        (VANN.preferredNamespacePrefix, "govkg"),
        (VANN.preferredNamespaceUri, TERMS),
    }
    assert len(english(ontology(), URIRef(ONTOLOGY), DCTERMS.description)) == 1


def test_every_minted_term_is_explained() -> None:
    graph = ontology()
    lacking = [(t, p) for t in minted() for p in EXPLAINED_BY if len(english(graph, t, p)) != 1]
    no_question = [t for t in minted() if not english(graph, t, SKOS.scopeNote)[0].startswith("Question: ")]
    homeless = [t for t in minted() if (t, RDFS.isDefinedBy, URIRef(ONTOLOGY)) not in graph]
    assert (lacking, no_question, homeless) == ([], [], [])


def test_every_reused_term_has_a_label_and_says_its_use() -> None:
    assert [t for t in reused() for p in (RDFS.label, RDFS.comment) if len(english(ontology(), t, p)) != 1] == []


def test_every_term_has_one_kind() -> None:
    assert [t for t in declared() if sum((t, RDF.type, kind) in ontology() for kind in KINDS) != 1] == []


@cache
def used() -> set[URIRef]:
    """Classes and properties of the examples and, where it is built, of the released graph."""
    files = sorted((FOLDER / "examples").glob("*/*.ttl"))
    files += [shipped().released] if shipped().released.exists() else []
    found = set()
    for path in files:
        for quad in pyoxigraph.parse(path=path):
            found.add(URIRef(quad.predicate.value))
            if quad.predicate.value == str(RDF.type) and isinstance(quad.object, pyoxigraph.NamedNode):
                found.add(URIRef(quad.object.value))
    return found


def test_every_used_term_is_declared() -> None:
    own = (str(RDF), str(RDFS), str(OWL))
    assert [t for t in sorted(used() - set(declared())) if not str(t).startswith(own)] == []


def test_every_term_is_used() -> None:
    """In the graph or an example; a term of another vocabulary may also serve the ontology, its schemes or axioms."""
    serving = {*schemes().predicates(), *schemes().objects(None, RDF.type)}
    axioms = ontology() + merged(alignments())
    serving |= {above for p in (RDFS.subClassOf, RDFS.subPropertyOf) for above in axioms.objects(None, p)}
    serving |= set(axioms.predicates())
    assert [t for t in minted() if t not in used()] == []
    assert [t for t in reused() if t not in used() | serving] == []


def test_context_and_ontology_agree() -> None:
    """A key of the context takes what the ontology says of its property: an entry, a concept, a typed value, a text."""
    context = json.loads(shipped().context.read_text(encoding="utf-8"))["@context"]
    prefixes = {k: v for k, v in context.items() if isinstance(v, str) and v.endswith(("/", "#"))}
    wrong = []
    for key, entry in context.items():
        definition = entry if isinstance(entry, dict) else {"@id": entry}
        if key.startswith("@") or key in prefixes or definition["@id"].startswith("@"):
            continue
        term = expanded(definition["@id"], prefixes)
        kind = definition.get("@type", "")
        if key[0].isupper():
            right = (term, RDF.type, OWL.Class) in ontology()
        elif kind in ("@id", "@vocab"):
            right = (term, RDF.type, OWL.ObjectProperty) in ontology()
        else:
            right = any((term, RDF.type, k) in ontology() for k in (OWL.DatatypeProperty, OWL.AnnotationProperty))
        ranges = set(ontology().objects(term, RDFS.range))
        if kind and not kind.startswith("@") and ranges:
            right = right and ranges == {expanded(kind, prefixes)}
        if kind == "@vocab" and str(term).startswith(TERMS):
            right = right and ranges == {SKOS.Concept}
        if not right:
            wrong.append(key)
    assert wrong == []


def expanded(compact: str, prefixes: dict[str, str]) -> URIRef:
    prefix, _, local = compact.partition(":")
    return URIRef(prefixes[prefix] + local)


def test_alignments_start_from_declared_terms() -> None:
    known = set(declared()) | set(schemes().subjects(RDF.type, SKOS.Concept))
    wrong = [
        (path.name, s)
        for path in alignments()
        for s, p, o in Graph().parse(path)
        if s not in known or p not in MAPPINGS or str(o).startswith(TERMS)
    ]
    assert wrong == []


def test_alignments_are_listed_in_their_readme() -> None:
    text = (FOLDER / "alignments" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in alignments() if f"`{path.name}`" not in text] == []


def test_no_blank_nodes() -> None:
    files = sorted(FOLDER.rglob("*.ttl"))
    assert [path.name for path in files if any(isinstance(n, BNode) for n in Graph().parse(path).all_nodes())] == []


def test_every_concept_is_explained_and_in_a_scheme() -> None:
    graph = schemes()
    known = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = named(graph.subjects(RDF.type, SKOS.Concept))
    lacking = [(c, p) for c in concepts for p in (SKOS.prefLabel, SKOS.definition) if len(english(graph, c, p)) != 1]
    astray = [c for c in concepts if len(found := set(graph.objects(c, SKOS.inScheme))) != 1 or not found <= known]
    unnamed = [s for s in known for p in (DCTERMS.title, DCTERMS.description) if len(english(graph, s, p)) != 1]
    dangling = [o for p in (SKOS.broader, SKOS.closeMatch) for o in graph.objects(None, p) if o not in concepts]
    assert (lacking, astray, unnamed, dangling) == ([], [], [], [])


def test_feeds_into_is_never_carried_on() -> None:
    family = [G.feedsInto, *ontology().subjects(RDFS.subPropertyOf, G.feedsInto)]
    assert len(family) == 4
    assert [p for p in family if (p, RDF.type, OWL.TransitiveProperty) in ontology()] == []
    assert list(ontology().subjects(OWL.propertyChainAxiom)) == []


def test_transitive_properties_are_simple_enough_for_owl_dl() -> None:
    forbidden = {OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty}
    transitive = list(ontology().subjects(RDF.type, OWL.TransitiveProperty))
    assert transitive == [G.partOf]
    assert [p for p in transitive if forbidden & set(ontology().objects(p, RDF.type))] == []


def contradiction() -> Graph:
    """A tiny graph in which a forum is taken for its own edition."""
    return Graph().add((G.igf, RDF.type, G.Event)).add((G.igf, RDF.type, G.Series)) + ontology()


def contradictions_by_rules(graph: Graph) -> list[str]:
    """What owlrl finds under OWL 2 RL."""
    closure = merged([])
    closure += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    return [str(text) for text in closure.objects(None, OWLRL_ERROR)]


def hermit_finds(graph: Graph, folder: Path) -> list[str]:
    """What HermiT finds wrong with a graph: 'inconsistent', or the classes that can have no member.

    Dates, times, durations and EDTF are no datatypes of OWL 2's map, and HermiT refuses them. So literals and ranges of
    such types and the declaration of EDTF are left out, and texts with a language; everything else is kept.
    """
    kept = Graph()
    for s, p, o in graph:
        if isinstance(o, Literal) and (o.language or o.datatype not in HERMIT_READS):
            continue
        if p == RDFS.range and str(o).startswith((str(XSD), str(RDF), EDTF)) and o not in HERMIT_READS:
            continue
        if o != RDFS.Datatype:
            kept.add((s, p, o))
    path = folder / "graph.nt"
    path.write_bytes(kept.serialize(format="nt", encoding="utf-8"))
    world = owlready2.World()
    try:
        world.get_ontology(path.as_uri()).load()
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        return [found.iri for found in world.inconsistent_classes() if found is not owlready2.Nothing]
    except owlready2.OwlReadyInconsistentOntologyError:
        return ["inconsistent"]
    finally:
        world.close()


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs java, which is not installed")


def test_no_contradiction_under_owl_rl() -> None:
    assert contradictions_by_rules(everything()) == []


def test_owl_rl_finds_a_contradiction() -> None:
    found = f"Disjoint classes {G.Series} and {G.Event} have a common individual {G.igf}"
    assert contradictions_by_rules(contradiction()) == [found]


@needs_java
def test_hermit_finds_everything_consistent(tmp_path: Path) -> None:
    assert hermit_finds(everything(), tmp_path) == []


@needs_java
def test_hermit_finds_a_contradiction(tmp_path: Path) -> None:
    assert hermit_finds(contradiction(), tmp_path) == ["inconsistent"]


@needs_java
def test_hermit_finds_a_class_that_can_have_no_member(tmp_path: Path) -> None:
    graph = Graph().add((G.Edition, RDF.type, OWL.Class))
    graph.add((G.Edition, RDFS.subClassOf, G.Event)).add((G.Edition, RDFS.subClassOf, G.Series))
    assert hermit_finds(graph + ontology(), tmp_path) == [str(G.Edition)]
