"""What the audit sees of a page."""

from __future__ import annotations

import pytest

from digest.adapters.html_reading import HtmlPage, read

PAGE = b"""<!DOCTYPE html><html><head><title>T</title>
<link rel="canonical" href="https://x.example/events/a/"><link rel="canonical" href="second">
<link rel="preconnect" href="https://fonts.example"><link rel="stylesheet" href="a.css"><link rel="icon">
<script src="a.js"></script><script>1</script></head>
<body id="top"><!-- <a href="no"> --><a name="named" href="named.html">n</a><a id="bare">no address</a>
<img src="p.png" alt="" href="no"><p href="no" src="no">
<a id="cite-1" href="../../sources/s/#s0-9">1</a>
<q cite="#cite-1">A <mark data-span="2-5">thr</mark>ee<span class="back"> up</span><del cite="../o/#s1-2"
 data-span="1-2">gone</del></q>
<span class="x passage y" id="s0-9">One <i>two</i>\n three</span><span class="passages" id="p">no</span>
<span class="passage">no id</span></p>
<article>Shown&nbsp; text</article><article>other</article></body></html>"""


def test_everything_that_is_proved_of_a_page() -> None:
    assert read(PAGE, with_text=True) == HtmlPage(
        ids=frozenset(("top", "named", "bare", "cite-1", "s0-9", "p")),
        links=frozenset(("a.css", "a.js", "named.html", "p.png", "../../sources/s/#s0-9")),
        cited=(("../../sources/s/#s0-9", "A three"),),
        details=(("../../sources/s/#s0-9", "2-5", "thr"), ("../o/#s1-2", "1-2", "gone")),
        passages=(("s0-9", "One two three"), ("", "no id")),
        text="Shown text",
        canonical="https://x.example/events/a/",
    )
    assert read(PAGE, with_text=False).text == ""


@pytest.mark.parametrize("data", [b"", b" \n", b"<!-- -->"])
def test_what_holds_nothing_is_no_page(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (lxml says what it misses in words of its own)
        read(data, with_text=False)


QUOTED = b"""<article class="page"><p><q>one <mark>1</mark></q>, <q data-span=3-4>two</q>
<a href="x/#s0-9">1<q>two <i>2</i></q></a>
<q cite="#c7" data-span=5-6>three</q> <q>four</q></p> <p><a id="c7" href="y/#s1-8">7</a></p></article>
<article class="page md-typeset"><q>of the publisher's own</q></article>"""


def test_a_quotation_without_cite_cites_its_mark() -> None:
    found = read(QUOTED, with_text=False)
    assert found.cited == (("x/#s0-9", "one 1"), ("x/#s0-9", "two 2"), ("", "four"))
    assert found.details == (("x/#s0-9", "3-4", "two"), ("y/#s1-8", "5-6", "three"))
