"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from digest.adapters.readers.encoding import DecodingError, codec_named, decode

ENGLISH = "Two men were rescued – “by boat”, the café owner said on Sunday."
ARABIC = (
    "أنقذ رجال الإطفاء رجلين يوم الأحد بعد ارتفاع منسوب النهر ثلاثة أمتار في شمال البلاد كما قال المتحدث."
)
GERMAN = (
    "Zwei Männer wurden am Sonntag gerettet, sagte die Feuerwehr; für die Schüler fällt der Unterricht aus."
)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, codec: str) -> None:
    assert decode(mark + ENGLISH.encode(codec)) == (ENGLISH, codec)


def test_utf8_comes_before_what_a_file_declares() -> None:
    assert decode(ENGLISH.encode(), "windows-1252") == (ENGLISH, "utf-8")


def test_a_declared_charset_is_tried() -> None:
    assert decode(GERMAN.encode("iso8859-15"), "ISO-8859-15") == (GERMAN, "iso8859-15")


def test_latin_1_is_read_as_browsers_do() -> None:
    assert decode(ENGLISH.encode("cp1252"), "latin1") == (ENGLISH, "cp1252")


@pytest.mark.parametrize(("text", "codec"), [(ARABIC, "cp1256"), (GERMAN, "cp1252")])
def test_others_are_detected(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == (text, codec)


def test_a_wrong_declaration_leaves_it_to_the_detector() -> None:
    assert decode(ARABIC.encode("cp1256"), "utf-8")[0] == ARABIC


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"text\0with NUL",
        b"\xff\xfea",
        b"\x01\x02\x03\x04 some text",
        codecs.BOM_UTF8 + b"\xff broken",
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(DecodingError, match="accepted"):
        decode(data)


@pytest.mark.parametrize(
    "label", ["unicode_escape", "punycode", "utf-7", "rot13", "zlib", "no such", "", "\0"]
)
def test_codecs_that_are_no_text_encodings_are_not_used(label: str) -> None:
    assert codec_named(label) is None
