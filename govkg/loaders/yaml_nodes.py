"""YAML read with line numbers and without surprises.

Every scalar stays the text that the curator wrote (``no`` is no boolean, ``2014-06`` no number): the JSON-LD context
gives it its type later. Anchors and aliases are refused, so that a small file cannot grow without bound in memory, and
so are repeated keys, of which YAML readers usually keep the last in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from govkg.findings import Finding, Where


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping and where it begins.

    Attributes:
        value: text, a list of nodes, or a mapping of keys to nodes.
        keys: where each key of a mapping stands.
    """

    value: str | list[Node] | dict[str, Node]
    where: Where
    keys: dict[str, Where] = field(default_factory=dict)

    @property
    def is_map(self) -> bool:
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        return isinstance(self.value, list)

    @property
    def text(self) -> str:
        """The scalar's text; empty for lists and mappings."""
        return self.value if isinstance(self.value, str) else ""

    def items(self) -> list[Node]:
        """The members of a list, or the node itself: one value and a list of one are the same."""
        return self.value if isinstance(self.value, list) else [self]

    def get(self, key: str) -> Node | None:
        """The value of a key of a mapping."""
        return self.value.get(key) if isinstance(self.value, dict) else None


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def read(content: bytes, file: str) -> tuple[Node | None, list[Finding]]:
    """Parse one YAML document.

    Args:
        content: the file's bytes.
        file: its name for messages.

    Returns:
        The root node, or None with the findings that say why there is none; duplicate keys give a node and findings.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(content, file, error)]
    findings: list[Finding] = []
    try:
        return _build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), file, findings), findings
    except _Refused as refused:
        return None, [*findings, refused.finding]
    except yaml.MarkedYAMLError as error:
        return None, [*findings, _not_yaml(text, file, error)]
    except yaml.YAMLError as error:
        return None, [*findings, _not_readable(text, file, error)]


def _not_utf8(content: bytes, file: str, error: UnicodeDecodeError) -> Finding:
    before = content[: error.start]
    where = Where(file, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
    return Finding(
        f"not UTF-8: byte 0x{content[error.start]:02x} found", "utf-8", "save the file in the encoding UTF-8", where
    )


def _not_readable(text: str, file: str, error: yaml.YAMLError) -> Finding:
    """The character that YAML does not allow; the parser itself names no line."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return Finding(f"not YAML: {str(error).splitlines()[0]}", "yaml", "", Where(file))
    before = text[: found.start()]
    where = Where(file, before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1)
    return Finding(
        f"not YAML: the character U+{ord(found[0]):04X} may not stand in it", "yaml", "remove the character", where
    )


def _not_yaml(text: str, file: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Finding(f"not YAML: {error.problem}", "yaml", "", Where(file))
    where = Where(file, mark.line + 1, mark.column + 1)
    lines = text.split("\n")
    indentation = lines[mark.line][: mark.column + 1] if mark.line < len(lines) else ""
    if "\t" in indentation and (indentation.endswith("\t") or not indentation[:-1].strip()):
        where = Where(file, mark.line + 1, indentation.index("\t") + 1)
        return Finding("a tab where YAML wants spaces", "tab", "indent with spaces", where)
    context = f"{error.context}, " if error.context else ""
    return Finding(
        f"not YAML: {context}{error.problem}", "yaml", "often a missing quote, bracket or space after a colon", where
    )


def _build(events: Iterator[yaml.Event], file: str, findings: list[Finding]) -> Node:
    """The tree of the only document, built without recursion so that deep nesting cannot exhaust the stack."""
    root: Node | None = None
    stack: list[tuple[Node, str | None]] = []
    for event in events:
        mark = event.start_mark
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
        _refuse_aliases(event, where)
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _Refused(Finding("a second document after '---'", "yaml", "one document a file", where))
        if isinstance(event, yaml.ScalarEvent):
            node = Node(event.value, where)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node([], where)
        elif isinstance(event, yaml.MappingStartEvent):
            node = Node({}, where)
        else:
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                stack.pop()
            continue
        if stack:
            _attach(stack, node, findings)
        else:
            root = node
        if not isinstance(node.value, str):
            stack.append((node, None))
    if root is None:
        raise _Refused(Finding("the file is empty", "empty-file", "write at least one entry or delete it", Where(file)))
    return root


def _refuse_aliases(event: yaml.Event, where: Where) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Refused(
            Finding("an anchor or alias ('&' or '*')", "alias", "write the value out, or quote it if it is text", where)
        )


def _attach(stack: list[tuple[Node, str | None]], node: Node, findings: list[Finding]) -> None:
    parent, key = stack[-1]
    if isinstance(parent.value, list):
        parent.value.append(node)
        return
    assert isinstance(parent.value, dict)
    if key is None:
        if not isinstance(node.value, str):
            raise _Refused(Finding("a key that is not text", "yaml", "keys are single words", node.where))
        if node.value in parent.value:
            findings.append(
                Finding(f"the key {node.value!r} stands twice", "duplicate-key", "keep one of them", node.where)
            )
        parent.keys[node.value] = node.where
        stack[-1] = (parent, node.value)
        # A key without its value yet: a nested mapping replaces this when its value arrives.
        parent.value[node.value] = Node("", node.where)
        return
    parent.value[key] = node
    stack[-1] = (parent, None)
