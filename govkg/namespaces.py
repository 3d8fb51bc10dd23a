"""The namespaces govkg writes and reads, as constants."""

from __future__ import annotations

TERMS = "https://w3id.org/govkg/ontology#"
DATA = "https://w3id.org/govkg/id/"
ONTOLOGY = "https://w3id.org/govkg/ontology"

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gid": DATA,
    "govkg": TERMS,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

RDF_TYPE = PREFIXES["rdf"] + "type"
PREF_LABEL = PREFIXES["skos"] + "prefLabel"
ALT_LABEL = PREFIXES["skos"] + "altLabel"
EDTF = PREFIXES["edtf"] + "EDTF"
XSD = PREFIXES["xsd"]


def term(name: str) -> str:
    """The IRI of a term of the govkg ontology: ``term("date")``."""
    return TERMS + name


def data(name: str) -> str:
    """The IRI of a register id or record key: ``data("itu")``."""
    return DATA + name


def short(iri: str) -> str:
    """An IRI as people type it: a register id for data, a prefixed name for known vocabularies, else the IRI."""
    if iri.startswith(DATA):
        return iri[len(DATA) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
