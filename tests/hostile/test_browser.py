"""The hostile site in a real browser: nothing runs, nothing is asked for, nothing is added to a page."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.hostile.conftest import Planted
from tests.hostile.vocabulary import kind, of_site, pages
from tests.serving import served

VISITED = int(os.environ.get("HOSTILE_PAGES", "24"))
"""How many pages are opened and used; every page is parsed by the browser."""

_AT_ONCE = 200

CENSUS = """(places) => {
  const tags = new Set(), attributes = new Set(), protocols = new Set(), comments = [];
  for (const [place, text] of places) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const walker = page.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === 8) { comments.push(node.data); continue; }
      tags.add(node.localName);
      for (const a of node.attributes) attributes.add(a.name.toLowerCase());
      if (node.localName === 'a' && node.hasAttribute('href'))
        protocols.add(new URL(node.getAttribute('href'), location.origin + '/' + place).protocol);
    }
  }
  return {tags: [...tags], attributes: [...attributes], protocols: [...protocols], comments};
}"""

USE = """async () => {
  document.addEventListener('click', e => e.target.closest?.('a') && e.preventDefault(), true);
  document.addEventListener('submit', e => e.preventDefault(), true);
  for (const e of document.querySelectorAll('details')) e.open = true;
  for (const e of [...document.querySelectorAll('body *')].slice(0, 3000)) {
    for (const kind of ['pointerover', 'mouseover', 'focusin'])
      e.dispatchEvent(new Event(kind, {bubbles: true}));
  }
  const used = document.querySelectorAll('a, button, input, select, summary, label, [tabindex]');
  for (const e of [...used].slice(0, 300)) {
    e.focus?.(); e.click?.(); e.blur?.();
  }
  await new Promise(done => setTimeout(done, 30));
  return [self.__pwned, document.querySelectorAll('[onerror],[onload],[onclick],iframe,object,embed,base').length];
}"""


class Watch:
    """A browser window, and everything in it that should not happen."""

    def __init__(self, browser: Any, origin: str) -> None:
        self.seen: list[tuple[str, str]] = []
        self.context = browser.new_context()
        self.context.route(lambda address: not address.startswith(origin), self._elsewhere)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.seen.append(("error", str(error))))
        self.page.on("popup", lambda page: self.seen.append(("window", page.url)))
        self.page.on(
            "console", lambda m: self.seen.append(("console", m.text)) if m.type == "error" else None
        )

    def _elsewhere(self, route: Any) -> None:
        self.seen.append(("request", route.request.url))
        route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.seen.append(("dialog", dialog.message))
        dialog.dismiss()


def some_of_each_kind(site: Path) -> list[str]:
    """Pages of every kind, those with most payloads first."""
    kinds: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, page in pages(site):
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue  # leads on at once; `test_markup` checks where to
        kinds[kind(place, page)].append((-page.text_content().count("__pwned"), place))
    found = [sorted(places) for _, places in sorted(kinds.items())]
    turns = [
        places[turn][1] for turn in range(max(map(len, found))) for places in found if turn < len(places)
    ]
    return turns[: max(VISITED, len(found))]


_STYLE = f"<style>{(ROOT / 'templates/single/edition.css').read_text(encoding='utf-8')}</style>"


def without_style(path: Path) -> str:
    """The page; of an edition as one file without its own style, which the page that looks at it must refuse."""
    html = path.read_text(encoding="utf-8")
    if path.name != "edition.html":
        return html
    assert html.count(_STYLE) == 1, "the style is the template's, byte for byte"
    return html.replace(_STYLE, "")


def test_every_page_is_to_a_browser_what_templates_wrote(
    browser: Any, planted: Planted, sample_site: Path
) -> None:
    known = of_site(sample_site)
    places = [path.relative_to(planted.site).as_posix() for path in sorted(planted.site.rglob("*.html"))]
    with served(planted.site) as origin:
        watch = Watch(browser, origin)
        watch.page.goto(f"{origin}about/")
        for first in range(0, len(places), _AT_ONCE):
            some = [[p, without_style(planted.site / p)] for p in places[first : first + _AT_ONCE]]
            found = watch.page.evaluate(CENSUS, some)
            assert set(found["tags"]) <= known.tags
            assert set(found["attributes"]) <= known.attributes
            assert set(found["protocols"]) <= {"http:", "https:"}
            assert not [text for text in found["comments"] if "__pwned" in text]
        watch.context.close()
    assert watch.seen == []


def test_nothing_runs_when_pages_are_used(browser: Any, planted: Planted, tmp_path: Path) -> None:
    (tmp_path / "base").symlink_to(planted.site)  # the base path of the site's address
    with served(tmp_path) as origin:
        watch = Watch(browser, origin)
        for place in some_of_each_kind(planted.site):
            watch.page.goto(f"{origin}base/{place}")
            ran, added = watch.page.evaluate(USE)
            assert (ran, added) == (None, 0), place
            assert watch.seen == [], place
        watch.context.close()


@pytest.mark.parametrize("markup", ["<img src=x onerror=alert(1)>", "<script>self.__pwned=1</script>"])
def test_the_watch_sees_what_it_looks_for(browser: Any, tmp_path: Path, markup: str) -> None:
    (tmp_path / "index.html").write_text(f"<body>{markup}<img src=//evil.invalid/x.png>")
    with served(tmp_path) as origin:
        watch = Watch(browser, origin)
        watch.page.goto(origin)
        watch.page.wait_for_timeout(200)
        ran, _ = watch.page.evaluate(USE)
        watch.context.close()
    assert ran or ("dialog", "1") in watch.seen
    assert any(seen == "request" and "evil.invalid" in what for seen, what in watch.seen)
