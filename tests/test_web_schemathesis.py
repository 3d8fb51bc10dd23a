"""The interface for programs against its own description: schemathesis asks what the description allows, and more.

Two of its checks are left out. What a name or a date means is no matter of a schema, so that a text which fits the
schema may still be refused. And an empty list, once it is an address, is an empty value or none at all, which counts
as not given; what is refused stands one by one in the tests of the interface.
"""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from web import no_endpoint

from govkg.knowledge_graph import load
from govkg.web.explorer import Explorer
from govkg.web.server.app import make_app

_EXAMPLES = 10

described = schemathesis.openapi.from_asgi("/openapi.json", make_app(Explorer(load()), no_endpoint))


@described.parametrize()
@settings(max_examples=_EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Any) -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance, negative_data_rejection])
