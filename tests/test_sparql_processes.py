"""Workers and servers that end, and what is left of them: nothing that runs, and no answer lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import httpx2 as httpx
import pytest
from pyoxigraph import RdfFormat, Store
from sparql_server import (
    ENDLESS,
    SECONDS,
    TOO_LATE,
    WORLD,
    Served,
    ask,
    assert_answers,
    gone,
    post,
    processor_seconds,
    serving,
    start,
    stop,
)

from govkg.store import Embedded


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world as a file."""
    path = tmp_path_factory.mktemp("world") / "world.nq"
    path.write_text(WORLD)
    return path


def test_a_query_whose_client_leaves_is_stopped(graph: Path) -> None:
    with serving(graph) as served:
        before = set(served.workers())
        with pytest.raises(httpx.ReadTimeout):
            post(served, 0.2, data={"query": ENDLESS})
        left = before
        for _ in range(100):
            left = before & set(served.workers())
            if left != before:
                break
            time.sleep(0.05)
        assert len(left) == len(before) - 1
        assert_answers(served)


def test_more_than_may_wait_are_sent_away(graph: Path) -> None:
    with serving(graph, workers=1, waiting=2, seconds=SECONDS) as served, ThreadPoolExecutor(12) as clients:
        found = list(clients.map(lambda _: ask(served, ENDLESS), range(12)))
        assert set(found) == {TOO_LATE, (503, "too many queries are waiting for their turn\n")}
        assert found.count(TOO_LATE) >= 1
        assert_answers(served)


def test_a_worker_killed_under_load_loses_no_answer(graph: Path) -> None:
    with serving(graph, cache_bytes=0) as served, ThreadPoolExecutor(8) as clients:
        asked = [clients.submit(assert_answers, served) for _ in range(30)]
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        assert [each.result() for each in asked] == [None] * 30


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_that_ends_leaves_no_worker(graph: Path, how: signal.Signals) -> None:
    served = start(graph)
    workers = served.workers()
    clients = [threading.Thread(target=_ask_in_vain, args=(served,)) for _ in range(2)]
    for client in clients:
        client.start()
    _wait_until_busy(workers)
    served.process.send_signal(how)
    said, _ = served.process.communicate(timeout=20)
    assert [gone(pid) for pid in workers] == [True] * len(workers)
    assert (served.process.returncode, "Traceback" in said) == (-how if how != signal.SIGINT else 0, False)
    for client in clients:
        client.join()


def _ask_in_vain(served: Served) -> None:
    try:
        ask(served, ENDLESS)
    except httpx.HTTPError:
        return


def _wait_until_busy(workers: list[int]) -> None:
    before = [processor_seconds(pid) for pid in workers]
    for _ in range(200):
        if all(processor_seconds(pid) > was for pid, was in zip(workers, before, strict=True)):
            return
        time.sleep(0.05)


def test_a_server_started_again_answers_the_same(graph: Path) -> None:
    for _ in range(2):
        served = start(graph)
        assert_answers(served)
        served.process.kill()
        stop(served)


def test_a_new_graph_in_the_place_of_the_old_is_not_mixed_with_it(tmp_path: Path) -> None:
    path, new = tmp_path / "world.nq", tmp_path / "new.nq"
    path.write_text(WORLD)
    with serving(path, cache_bytes=0) as served:
        new.write_text("")
        new.rename(path)
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        assert_answers(served)


def test_a_store_on_disk_is_served(tmp_path: Path) -> None:
    Embedded.write(tmp_path / "store", WORLD.encode())
    with serving(tmp_path / "store", seconds=SECONDS) as served:
        assert_answers(served)
        assert ask(served, ENDLESS) == TOO_LATE
        assert_answers(served)


def test_every_file_of_a_store_on_disk_can_be_read(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    for part in range(3):
        lines = (f"<http://a/{part}/{n}> <http://p/{n}> <http://o/{n}> <http://g/{n}> .\n" for n in range(20))
        store.bulk_load("".join(lines).encode(), RdfFormat.N_QUADS)
    store.flush()
    del store
    # The engine opens sixteen of them at once, the others when it needs them; a fourth part would have it merge some.
    assert len(list((tmp_path / "store").glob("*.sst"))) > 16
    terms = [("?s", "<http://a/2/7>"), ("?p", "<http://p/7>"), ("?o", "<http://o/7>"), ("?g", "<http://g/7>")]
    with serving(tmp_path / "store") as served:
        for s, p, o, g in product(*terms):
            status, text = ask(served, f"ASK {{ GRAPH {g} {{ {s} {p} {o} }} }}")
            assert (status, text) == (200, '{"head":{},"boolean":true}')


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("none.nq", None, "no graph at"), ("broken.nq", "<a", "broken.nq is not a graph"), ("empty", "", "no graph at")],
)
def test_without_a_graph_it_does_not_start(tmp_path: Path, name: str, content: str | None, said: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(RuntimeError, match=said):
        start(path)
