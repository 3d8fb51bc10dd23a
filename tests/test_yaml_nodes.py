"""YAML with line numbers: text stays text, and whatever bytes come in, a node or findings come out."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govkg.findings import Where
from govkg.loaders.yaml_nodes import Node, read


def plain(node: Node | None) -> object:
    """A node as lists, dictionaries and texts."""
    if node is None or isinstance(node.value, str):
        return node.value if node else None
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return {key: plain(value) for key, value in node.value.items()}


def found(content: str | bytes) -> list[str]:
    """The findings about a file, as people read them."""
    root, findings = read(content.encode() if isinstance(content, str) else content, "f.yaml")
    assert (root is None) <= bool(findings)
    return [str(finding) for finding in findings]


def test_every_scalar_stays_text() -> None:
    content = "a: no\nb: 2014-06\nc: 007\nd: ~\ne:\nf: 1e3\ng: 0x10\nh: 12:30:00\n"
    root, findings = read(content.encode(), "f.yaml")
    assert findings == []
    assert plain(root) == {
        "a": "no",
        "b": "2014-06",
        "c": "007",
        "d": "~",
        "e": "",
        "f": "1e3",
        "g": "0x10",
        "h": "12:30:00",
    }


def test_nodes_know_where_they_stand() -> None:
    root, _ = read("# first\né: [ä, {b: c}]\n".encode(), "f.yaml")
    assert root is not None
    assert (root.where, root.keys) == (Where("f.yaml", 2, 1), {"é": Where("f.yaml", 2, 1)})
    (listed,) = [root.get("é")]
    assert listed is not None
    assert [(item.where, plain(item)) for item in listed.items()] == [
        (Where("f.yaml", 2, 5), "ä"),
        (Where("f.yaml", 2, 8), {"b": "c"}),
    ]


def test_one_value_and_a_list_of_one_are_the_same() -> None:
    root, _ = read(b"a: x\nb: [x]\n", "f.yaml")
    assert root is not None
    assert [[item.text for item in node.items()] for key in "ab" if (node := root.get(key))] == [["x"], ["x"]]


def test_a_byte_order_mark_is_no_text() -> None:
    root, findings = read(b"\xef\xbb\xbfa: x\n", "f.yaml")
    assert (plain(root), findings) == ({"a": "x"}, [])


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("", ["f.yaml:1:1: error: the file is empty (write at least one entry or delete it)"]),
        ("# only this\n", ["f.yaml:1:1: error: the file is empty (write at least one entry or delete it)"]),
        (
            b"a: x\nb: \xff\n",
            ["f.yaml:2:4: error: not UTF-8: byte 0xff found (save the file in the encoding UTF-8)"],
        ),
        (
            "a: x".encode("utf-16"),
            ["f.yaml:1:1: error: not UTF-8: byte 0xff found (save the file in the encoding UTF-8)"],
        ),
        ("a:\n\t- x\n", ["f.yaml:2:1: error: a tab where YAML wants spaces (indent with spaces)"]),
        ("a:\n  \tb: x\n", ["f.yaml:2:3: error: a tab where YAML wants spaces (indent with spaces)"]),
        (
            "a: &x 1\n",
            ["f.yaml:1:4: error: an anchor or alias ('&' or '*') (write the value out, or quote it if it is text)"],
        ),
        (
            "a: x\na: &y z\n",
            [
                "f.yaml:2:1: error: the key 'a' stands twice (keep one of them)",
                "f.yaml:2:4: error: an anchor or alias ('&' or '*') (write the value out, or quote it if it is text)",
            ],
        ),
        ("? [a]\n: x\n", ["f.yaml:1:3: error: a key that is not text (keys are single words)"]),
        ("a: x\n--- b\n", ["f.yaml:2:1: error: a second document after '---' (one document a file)"]),
        (
            "a: 'x\n",
            [
                "f.yaml:2:1: error: not YAML: while scanning a quoted scalar, found unexpected end of stream"
                " (often a missing quote, bracket or space after a colon)",
            ],
        ),
        (
            "a: x\nb: \x00\n",
            ["f.yaml:2:4: error: not YAML: the character U+0000 may not stand in it (remove the character)"],
        ),
    ],
)
def test_what_is_not_yaml(content: str | bytes, lines: list[str]) -> None:
    assert found(content) == lines


def test_a_repeated_key_is_found_and_the_last_value_kept() -> None:
    root, findings = read(b"a: x\nb: y\na: z\n", "f.yaml")
    assert plain(root) == {"a": "z", "b": "y"}
    assert [str(one) for one in findings] == ["f.yaml:3:1: error: the key 'a' stands twice (keep one of them)"]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    deep = 20_000
    root, findings = read(b"[" * deep + b"]" * deep, "f.yaml")
    assert findings == []
    depth = 0
    while root is not None and isinstance(root.value, list):
        depth += 1
        root = root.value[0] if root.value else None
    assert depth == deep


YAML_LIKE = st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#?, \n\t\r\0\x85\u2028é\U0001f600"), max_size=60)


@settings(deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode) | YAML_LIKE.map(str.encode))
@example(b'"\\ud800"')
@example(b"- !!python/object/apply:os.system [x]")
@example(b"<<: {a: b}")
def test_any_bytes_give_a_node_or_findings(content: bytes) -> None:
    root, findings = read(content, "f.yaml")
    assert root is not None or findings
    assert all(finding.where is not None and "\n" not in str(finding) for finding in findings)


WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("\n\t\r\b"), max_size=8)


@settings(deadline=None)
@given(
    st.recursive(
        WORDS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=15,
    )
)
def test_what_json_says_is_read_back(value: object) -> None:
    root, findings = read(json.dumps(value, ensure_ascii=False).encode(), "f.yaml")
    assert (plain(root), findings) == (value, [])
