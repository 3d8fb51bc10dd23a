"""Pictures: a small one whole, well-formed and the same each time; PNG through resvg, or a hint how to install it."""

from __future__ import annotations

import builtins
import struct
import sys
from dataclasses import replace
from functools import partial
from typing import Any
from xml.etree import ElementTree

import pytest

from govkg.errors import BadQuery
from govkg.evidence import Passage
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import Day, bounds
from govkg.timeline import Band, Item, Kind, PngNotInstalled, Standing, Timeline, timeline, to_png, to_svg
from govkg.timeline.png import has_fonts

_SVG = "{http://www.w3.org/2000/svg}"
_PASSAGE = Passage("id/source/notice/first", "id/source/notice", "001", "A notice", "explicit", "stated", "", (), ())
_ITEM = Item(
    thing="id/forum",
    name="Forum",
    kind=Kind.EVENT,
    edtf="2014-06-10",
    when="10 June 2014",
    bounds=bounds("2014-06-10"),
    stated=bounds("2014-06-10"),
    place="place not stated",
    certainty="explicit",
    standing=Standing.ACCEPTED,
    note="",
    passages=(_PASSAGE,),
)
_SMALL = Timeline(
    "June", Day(2014, 6, 1), Day(2014, 6, 30), (Band("Others", (_ITEM,)),), (), (("001", "A notice"),), "001"
)

# Checked by hand against the sizes in narrow.py: margin 16, rail at 22, text at 42, lines 1.32 of their size apart.
WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240" \
style="max-width:100%;height:auto" role="graphics-document" aria-label="June" lang="en" \
font-family="Helvetica, Arial, 'Liberation Sans', 'Noto Sans', Roboto, 'DejaVu Sans', sans-serif">
<title>June</title>
<desc>1 date; nothing without one.</desc>
<defs>
<pattern id="govkg-hatch" width="5" height="5" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/><rect width="1.8" height="5" \
fill="#0b4f8a"/></pattern>
</defs>
<rect width="240" height="240" fill="#ffffff"/>
<g aria-hidden="true">
<line x1="22" y1="127.61" x2="22" y2="182.94" stroke="#dedede" stroke-width="0.75"/>
<line x1="16" y1="93.32" x2="224" y2="93.32" stroke="#a6a6a6" stroke-width="1"/>
<line x1="16" y1="197.94" x2="224" y2="197.94" stroke="#a6a6a6" stroke-width="1"/>
<rect x="16" y="68.84" width="25.65" height="9.72" rx="4.86" fill="#0b4f8a"/>
</g>
<g>
<text x="16" y="31.39" font-size="16.2" font-weight="bold" fill="#1a1a1a">June</text>
<text x="16" y="52.23" font-size="13.5" fill="#444444">1 date; nothing without one.</text>
<text x="49.75" y="78.15" font-size="13.5" fill="#444444">event</text>
<text x="16" y="114.28" font-size="15.75" font-weight="bold" fill="#1a1a1a">June 2014</text>
<text x="16" y="219.2" font-size="12.9" fill="#444444">Sources: 001 A notice.</text>
</g>
<g role="graphics-symbol" aria-label="Forum (event). 10 June 2014 (explicit). place not stated. Sources: 001 \
first">
<title>Forum (event). 10 June 2014 (explicit). place not stated. Sources: 001 first</title>
<rect x="42" y="127.61" width="115.9" height="55.33" fill="#ffffff"/>
<rect x="16" y="130.61" width="12" height="12" rx="6" fill="#0b4f8a"/>
<text x="42" y="141.01" font-size="14.1" font-weight="bold" fill="#0b4f8a">10 June 2014</text>
<text x="42" y="160.47" font-size="15" font-weight="bold" fill="#1a1a1a">Forum</text>
<text x="42" y="179.42" font-size="14.1" fill="#444444">place not stated</text>
</g>
</svg>
"""


def test_a_small_picture_whole() -> None:
    assert to_svg(_SMALL, 240).decode() == WHOLE


@pytest.mark.parametrize("width", [240, 390, 639, 640, 820, 1120, 1600])
def test_a_picture_is_well_formed_and_the_same_each_time(kg: KnowledgeGraph, width: int) -> None:
    shown = timeline(kg.store, kg.names)
    picture = to_svg(shown, width)
    assert picture == to_svg(timeline(kg.store, kg.names), width)
    root = ElementTree.fromstring(picture)
    assert root.get("viewBox", "").startswith(f"0 0 {width} ")
    assert [child.tag for child in root][:2] == [f"{_SVG}title", f"{_SVG}desc"]
    assert not [e for e in root.iter() if e.tag in (f"{_SVG}script", f"{_SVG}style", f"{_SVG}image", f"{_SVG}a")]
    groups = root.findall(f"{_SVG}g[@role='graphics-symbol']")
    assert len(groups) == len(shown.items)


def test_every_item_says_by_itself_what_it_is(kg: KnowledgeGraph) -> None:
    root = ElementTree.fromstring(to_svg(timeline(kg.store, kg.names, source="000"), 1120))
    said = {title.text for title in root.iterfind(f"{_SVG}g[@role='graphics-symbol']/{_SVG}title")}
    assert (
        "Final Briefing on the WSIS+10 High-Level Event (event). 12 March 2014 (implied). place not stated. "
        "date set aside. superseded: 19 May 2014 in WSIS page of April 2014. "
        "Sources: 000 final-brief-date; 000 final-brief-title"
    ) in said


def test_names_with_marks_of_xml_and_control_characters_stay_text() -> None:
    odd = replace(_ITEM, name='<b> & "x" \x00\ud800', place="]]>")
    shown = replace(_SMALL, title='"T" <&>', bands=(Band("<i>", (odd,)),), undated=(odd,))
    for width in (390, 1120):
        root = ElementTree.fromstring(to_svg(shown, width))
        texts = [element.text for element in root.iter(f"{_SVG}text")]
        assert '<b> & "x" \ufffd\ufffd' in texts
        assert "]]>" in texts
        assert root.get("aria-label") == '"T" <&>'


def test_an_empty_picture_says_so() -> None:
    shown = Timeline("Nothing", Day(2014, 1, 1), Day(2014, 12, 31), (), (), ())
    assert b"No event, process or deadline with a date falls in this period." in to_svg(shown, 1120)
    assert b"No event, process or deadline with a date falls in this period." in to_svg(shown, 390)


@pytest.mark.parametrize("width", [0, 239, 5001, float("inf"), float("nan"), -390])
def test_a_width_that_cannot_be_drawn_is_refused(width: float) -> None:
    with pytest.raises(BadQuery, match="a picture can be 240 to 5000 pixels wide, not"):
        to_svg(_SMALL, width)


def test_a_png_has_the_size_of_the_picture() -> None:
    pytest.importorskip("resvg_py")
    root = ElementTree.fromstring(to_svg(_SMALL, 240))
    picture = to_png(_SMALL, 240, scale=2)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (480, 2 * int(root.get("height", "0")))
    assert picture == to_png(_SMALL, 240)


def test_a_system_without_fonts_is_noticed() -> None:
    draw = pytest.importorskip("resvg_py").svg_to_bytes
    assert not has_fonts(partial(draw, skip_system_fonts=True))


def test_without_resvg_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.delitem(sys.modules, "resvg_py", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PngNotInstalled, match=r"pip install 'govkg\[png\]'"):
        to_png(_SMALL)
