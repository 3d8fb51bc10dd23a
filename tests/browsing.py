"""A real browser for tests: Debian's Chromium, a server of this machine, and a page that forgives no error."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from govkg.paths import shipped

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BUNDLE = Path(sys.modules["govkg"].__file__ or "").parent / "web" / "bundle"
AXE = shipped().root / "browser" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
DRAWN = {"desktop": ".in-window", "phone": ".on-phone"}
"""The one of a picture's two drawings that each width shows; before the style sheet is there, both are visible."""

with_browser = pytest.mark.skipif(
    CHROMIUM is None or not (BUNDLE / "search.js").is_file(),
    reason="needs Chromium and the bundled JavaScript: apt-get install chromium npm, then make bundle",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window; what a test expects may take a busy machine its time."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_page(browser: Browser, size: str = "desktop", *, faults: bool = False, **options: Any) -> Iterator[Page]:
    """A page; when it is done, its console must have shown no error and nothing must have been asked of elsewhere.

    Args:
        browser: the browser.
        size: a name of ``WIDTHS``.
        faults: whether answers with an error are part of the test.
        options: of the browser's context.
    """
    width, height = WIDTHS[size]
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if _is_here(request.url) else wrong.append(f"asked {request.url}"))
    try:
        yield page
    finally:
        context.close()
    # Without a graphics card the driver complains of its own slowness.
    expected = ["GL Driver Message", *(["Failed to load resource"] if faults else [])]
    assert [line for line in wrong if not any(one in line for one in expected)] == []


def _is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """``govkg serve`` in a process of its own; its address, without a slash at the end."""
    command = [sys.executable, "-m", "govkg", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            first = server.stdout.readline()
            assert first.startswith("govkg at http://127.0.0.1:"), first
            yield first.removeprefix("govkg at ").partition("/,")[0]
        finally:
            server.terminate()
            server.wait(20)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def plain_host(folder: Path) -> Iterator[str]:
    """A folder on the plainest of web hosts, Python's own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def run_in_editor(page: Page) -> None:
    """Run the query in the SPARQL editor, once it has taken the place of the plain form."""
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    page.get_by_role("button", name="Run").click()


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, a line each: the rule, and the element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
