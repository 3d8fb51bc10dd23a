"""What a page may load and run: nothing but what comes from where the page itself is.

https://www.w3.org/TR/CSP3/. No page needs an exception for inline script or style; ``wasm-unsafe-eval`` allows only
WebAssembly, with which the pages of the static site answer SPARQL.
"""

from __future__ import annotations

_RULES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

IN_PAGE = "; ".join(f"{name} {value}" for name, value in _RULES.items())
"""As a page's own meta element can have it."""

IN_HEADER = f"{IN_PAGE}; frame-ancestors 'none'"
"""As a server sends it."""
