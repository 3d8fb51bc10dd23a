"""Networks: who and what is joined to whom, as networkx graphs, and what they tell, as tables.

>>> from govkg.network import network, upstream
>>> graph = network(kg.store, kg.names, "influence", at="2014-04-23")  # doctest: +SKIP
>>> upstream(graph, "netmundial").to_pandas()  # doctest: +SKIP

Importing ``govkg`` does not import networkx; importing this package does.
"""

from __future__ import annotations

from govkg.network.building import KINDS, network
from govkg.network.chains import chains, downstream, upstream
from govkg.network.changes import changes
from govkg.network.engine import THRESHOLD
from govkg.network.in_time import reachable_in_time
from govkg.network.nodes import find_node
from govkg.network.structure import (
    brokers,
    communities,
    components,
    degrees,
    must_pass,
    pagerank,
    reach,
    single_points,
)

__all__ = [
    "KINDS",
    "THRESHOLD",
    "brokers",
    "chains",
    "changes",
    "communities",
    "components",
    "degrees",
    "downstream",
    "find_node",
    "must_pass",
    "network",
    "pagerank",
    "reach",
    "reachable_in_time",
    "single_points",
    "upstream",
]
