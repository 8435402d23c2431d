"""A page put together from its frame is the page that the theme renders; where it would not be, the theme renders."""

from __future__ import annotations

import pytest

from digest.adapters.frames import Framed, Frames


class Theme:
    def __init__(self, template: str) -> None:
        self.template = template
        self.rendered = 0

    def __call__(self, page: Framed) -> str:
        self.rendered += 1
        address = f"{page.folder}{page.leaf}/"
        return self.template.format(address=address, kind=page.kind, lang=page.lang, **page.slots)


def page(leaf: str, folder: str = "events/", kind: str = "event", **slots: str) -> Framed:
    return Framed(folder, leaf, kind, "en", {"title": "T", "about": "A", "content": "<p>B</p>"} | slots)


WHOLE = "<a href={address}>{lang} {kind}<title>{title}</title>{about}{content}"


@pytest.mark.parametrize("leaf", ["b", "digestslot0title0", "{title}"])
@pytest.mark.parametrize("title", ["Other", "", "{content}", "digestslot0content0", "\\1 $1 %s"])
def test_every_page_is_as_the_theme_renders_it(leaf: str, title: str) -> None:
    theme = Theme(WHOLE)
    frames = Frames(theme)
    for each in (page("a"), page(leaf, title=title), page(leaf, title=title, content="<b>"), page("c")):
        assert frames.html(each) == Theme(WHOLE)(each)


def test_a_frame_is_rendered_for_the_first_page_only() -> None:
    theme = Theme(WHOLE)
    frames = Frames(theme)
    for number in range(50):
        frames.html(page(f"p{number}"))
    assert theme.rendered == 2
    for other in (page("a", folder="sources/"), page("a", kind="source"), page("a", about="")):
        frames.html(other)
    assert theme.rendered == 8


def test_a_theme_that_changes_what_it_is_given_renders_each_page() -> None:
    class Shouting(Theme):
        def __call__(self, page: Framed) -> str:
            return super().__call__(page).upper()

    theme = Shouting(WHOLE)
    frames = Frames(theme)
    for each in (page("a"), page("b", title="Quiet"), page("c", content="<p>x")):
        assert frames.html(each) == Shouting(WHOLE)(each)
