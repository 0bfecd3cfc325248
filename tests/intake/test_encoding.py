"""Bytes to text: certain, likely, or the user is asked; never a silent guess."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import IntakeError
from cluster_core.intake.encoding import decode

SIMPLE = (
    "地区,指标,数值\n南京市,地区生产总值（亿元）,17421.4\n盐城市,规模以上工业企业资产总计,7403.9\n"
    "苏州市,常住人口,1295.8\n"
)
TRADITIONAL = (
    "地區,指標,數值\n臺北市,地區生產總值（億元）,17421.4\n高雄市,規模以上工業企業資產總計,7403.9\n"
    "臺中市,常住人口,1295.8\n"
)
JAPANESE = "地域,指標,値\n東京都,ものづくりの付加価値（億円）,17421\n大阪府,じゅうぎょういんのかず,7403\n"


@pytest.mark.parametrize(
    ("data", "encoding", "sure"),
    [
        (SIMPLE.encode(), "utf-8", "certain"),
        (SIMPLE.encode("utf-8-sig"), "utf-8", "certain"),
        (SIMPLE.encode("utf-16"), "utf-16", "certain"),
        (b"\xfe\xff" + SIMPLE.encode("utf-16-be"), "utf-16", "certain"),
        (SIMPLE.encode("utf-16-le"), "utf-16", "likely"),
        (SIMPLE.encode("gbk"), "gb18030", "likely"),
        (SIMPLE.encode("gb18030"), "gb18030", "likely"),
        (TRADITIONAL.encode("big5"), "big5", "likely"),
        (JAPANESE.encode("shift_jis"), "shift_jis", "likely"),
        (b"region,value\nx,1\n", "utf-8", "certain"),
    ],
)
def test_encodings(data: bytes, encoding: str, sure: str) -> None:
    found = decode(data)
    assert (found.encoding, found.sure) == (encoding, sure)
    assert found.text in (SIMPLE, TRADITIONAL, JAPANESE, "region,value\nx,1\n")


def test_too_few_characters_are_asked_about_with_a_preview_each() -> None:
    found = decode("市,1\n".encode("gbk"))
    assert found.sure == "ask"
    assert len(found.candidates) >= 2
    assert "市,1\n" in [one.preview for one in found.candidates]


def test_the_users_word_counts() -> None:
    assert decode("市,1\n".encode("gbk"), "gb18030").text == "市,1\n"
    assert decode("市,1\n".encode("gbk"), "GBK").sure == "certain"
    with pytest.raises(IntakeError, match=r"bytes 'ca d0.*' in line 1, allowed: utf-8") as wrong:
        decode("市,1\n".encode("gbk"), "utf-8")
    assert wrong.value.kind == "encoding"
    with pytest.raises(IntakeError, match="allowed: utf-8, utf-16, gb18030, big5, shift_jis"):
        decode(b"x", "latin-1")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        *((b"", "empty"), (b" \r\n\t", "empty"), (b"PK\x03\x04rest", "binary"), (b"%PDF-1.7", "binary")),
        *((b"\x93NUMPY\x01\x00", "binary"), (pickle.dumps({"a": [1]}), "binary"), (b"\xd0\xcf\x11\xe0", "binary")),
        *((b"a,b\nc\x00d,1\n", "nul"), (b"a,b\n\x00\x01\x02\x03,1", "nul"), (b"\xff\xfea\x00b", "encoding")),
    ],
)  # fmt: skip
def test_what_is_no_text(data: bytes, kind: str) -> None:
    with pytest.raises(IntakeError) as wrong:
        decode(data)
    assert wrong.value.kind == kind


def test_two_encodings_in_one_file_are_refused_with_the_bytes() -> None:
    with pytest.raises(IntakeError, match=r"in line 3, the bytes 'd1 ce b3 c7'") as wrong:
        decode("地区,值\n南京市,1\n".encode() + "盐城市,2\n".encode("gbk"))
    assert wrong.value.kind == "mixed"


@settings(max_examples=40)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_named_error(data: bytes) -> None:
    kind, text = "", ""
    try:
        text = decode(data).text
    except IntakeError as named:
        kind = named.kind
    assert "\0" not in text
    assert kind in ("", "empty", "binary", "nul", "encoding", "mixed")
