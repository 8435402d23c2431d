"""An event in which everything was found, made by hand; its strings may be made hostile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digest import findings as f
from digest.adapters.templates import templates
from digest.briefing import Briefing, Correction, Event, Revision, Site, Storyline, Withdrawal
from digest.config import Settings
from digest.errors import Location, Problem, ProblemKind
from digest.model import (
    DroppedLine,
    Evidence,
    Ground,
    Reason,
    Rejected,
    Reprint,
    SharedTerm,
    Span,
    Text,
)
from digest.sharing import Mapped
from digest.stages import render
from digest.stages.render import coverage, indexes, listings
from tests import making
from tests.conftest import ROOT
from tests.wording import ENGLISH

KINDS = ("events", "edition")
NORTH = """\
A ferry sank off Port Ash on Monday, and at least 30 people died, the coast guard said. \
"The hull broke. Nobody could help," captain Jo Reed said. The wreck lies {evil} at nine metres.

In 2014 eleven people died on the same route. Raiders were not involved."""
SOUTH = """\
Over 50 people died when a ferry went down near Port Ash on Sunday night. \
The pirates of the strait {evil} were blamed by (AP) reporters.

Seven divers were hurt. Captain Reed spoke to the press. "It was dark out there," she added."""
COPY = SOUTH.replace("Over 50", "More than 50").replace(" Captain Reed spoke to the press.", "")


def event(evil: str = "") -> Event:
    """The event; `evil` stands in bodies, titles, names and labels."""
    day = date(2022, 1, 18)
    north = making.article(
        NORTH.format(evil=evil),
        name="north",
        title=f"Ferry {evil} sinks",
        day=day,
        outlet=f"North {evil}",
        author=f"Jo {evil}",
        licence=f"CC {evil}",
        url="https://north.example/a?b=1&c=2",
        dropped=(DroppedLine(Span(0, 20), 1, "share line"),),
    )
    south = making.article(SOUTH.format(evil=evil), name="south", outlet="South", lang="fr", batch=day)
    copy = making.article(COPY.format(evil=evil), name="copy", lang="fr")
    first = NORTH.format(evil=evil).split(' "')[0]
    toll = SOUTH.split(" The pirates", maxsplit=1)[0]
    past = "In 2014 eleven people died on the same route."
    hurt = "Seven divers were hurt."
    low = making.claim(
        north, first, "at least 30 people", 30, attribution=making.passage(north, "the coast guard said")
    )
    high = making.claim(south, toll, "Over 50 people", 50, bound=f.Bound.OVER)
    old = making.claim(north, past, "eleven people", 11, background=making.passage(north, "In 2014"))
    divers = making.claim(south, hurt, "Seven divers", 7, action="injured")
    pirates = SOUTH.format(evil=evil).split("\n")[0].removeprefix(toll + " ")
    found = f.Findings(
        f.ClaimTable(
            texts=("north", "south"),
            differ=(f.ClaimRow(f"people: dead {evil}", (_cell(low), _cell(high))),),
            times=(
                f.TimeRow(
                    f"sinking {evil}",
                    (
                        f.TimeCell("north", making.cited(north, first, "Monday")),
                        f.TimeCell("south", making.cited(south, toll, "Sunday night")),
                    ),
                ),
            ),
            agree=(f.ClaimRow("agreed", (_cell(low), _cell(high))),),
            single=(f.ClaimRow("divers: injured", (_cell(divers),)),),
            stated=(low, high, divers),
            background=(old,),
        ),
        f.Wording(
            names=(
                f.NameRow(
                    f"Port Ash {evil}",
                    uses=(
                        f.Use("north", "Port Ash", 1, making.cited(north, first, "Port Ash")),
                        f.Use("south", "Port Ash", 2, making.cited(south, toll, "Port Ash")),
                    ),
                    labels=(f.Use("south", "strait", 1, making.cited(south, pirates, "strait")),),
                ),
            ),
            terms=(
                f.DistinctTerm(f.Use("south", "pirates", 4, making.cited(south, pirates, "pirates")), 0, 2.5),
            ),
        ),
        quotes=(
            f.Quote(
                making.cited(
                    north,
                    '"The hull broke. Nobody could help," captain Jo Reed said.',
                    '"The hull broke. Nobody could help,"',
                ),
                speaker=making.passage(north, "Jo Reed"),
                role=making.passage(north, "captain"),
                said=making.passage(north, "captain Jo Reed said"),
                introduced=None,
            ),
            f.Quote(
                making.cited(south, '"It was dark out there," she added.', '"It was dark out there,"'),
                speaker=making.passage(south, "Captain Reed"),
                role=None,
                said=making.passage(south, "she added"),
                introduced=making.passage(south, "Captain Reed spoke to the press."),
                copies=(making.passage(copy, '"It was dark out there,"'),),
            ),
        ),
        timeline=(
            f.TimelineEntry(
                "In 2014",
                f.Interval(date(2014, 1, 1), date(2014, 12, 31), False, None),
                (making.cited(north, past, "In 2014"),),
            ),
            f.TimelineEntry(
                "Monday",
                f.Interval(date(2022, 1, 17), date(2022, 1, 17), True, f"front matter: 2022-01-18 {evil}"),
                (making.cited(north, first, "Monday"), making.cited(south, toll, "Sunday night")),
            ),
            f.TimelineEntry("Sunday night", None, (making.cited(south, toll, "Sunday night"),)),
        ),
        ledger=f.Ledger(
            files=3,
            outlets=("North", "South"),
            unnamed=1,
            texts=2,
            differences=(
                f.Difference(
                    "copy",
                    "south",
                    0.9,
                    True,
                    changes=(
                        f.Change(making.passage(south, "Over"), making.passage(copy, "More than")),
                        f.Change(making.passage(south, "Captain Reed spoke to the press."), None),
                    ),
                    omitted=2,
                ),
            ),
            credits=(f.Credit("AP", f.CreditKind.TEXT, making.passage(south, "(AP)")),),
            shared=(f.SharedOrigin("AP", ("north", "south")),),
        ),
    )
    made = making.event(
        Text(north, reprints=(Reprint("south", 0.6),)),
        making.text(south, copy),
        lede=making.passage(north, first),
        sentences=[making.passage(south, hurt)],
        keywords=[f"ferry {evil}"],
        findings=found,
    )
    evidence = Evidence(
        0.5,
        (SharedTerm(f"Ash {evil}", 0.3, 2, True),),
        Rejected("north", 0.2, 0.5, Reason(Ground.TOPICS, (f"Why {evil}",), (f"one {evil}", "two"))),
        (evil or "By hand",),
    )
    lede = replace(made.summary.lede, also=(making.passage(south, toll),)) if made.summary.lede else None
    return replace(
        made,
        cluster=replace(made.cluster, evidence=evidence),
        summary=replace(made.summary, lede=lede),
    )


def _cell(claim: f.Claim) -> f.ClaimCell:
    return f.ClaimCell(claim.cited.sentence.article, (claim,))


def quiet(evil: str = "") -> Event:
    """The event when the stages were kept from seeing the texts of `South`."""
    made = event(evil)
    lede = made.summary.lede
    return making.event(*made.texts, lede=lede.passage if lede else None)


def briefing(evil: str = "", first: Callable[[str], Event] = event) -> Briefing:
    """A briefing of the event and a lone one, with a storyline, a problem and a withdrawn file."""
    alone = making.event(
        making.text(making.article(f"A dog swam {evil} ashore.", name="alone", day=date(2022, 1, 19)))
    )
    both = (first(evil), alone)
    north = making.passage(both[0].articles[0], NORTH.split(' "', maxsplit=1)[0])
    revisions = (
        Revision("title", f"Ferry {evil}", f"Ferry {evil} sinks"),
        Revision("text", f"A boat {evil} sank.", north),
        Revision("text", f"It was {evil} late.", f"It was {evil} dark."),
        Revision("text", f"No {evil} one came.", None),
    )
    return replace(
        making.briefing(*both),
        corrections=(
            Correction("north", date(2022, 1, 25), revisions, omitted=2, sha256="0" * 64),
            Correction("copy", None, ()),
            Correction("south", None, (), omitted=1),
        ),
        storylines=(Storyline("north", f"Ferries {evil}", ("north", "alone")),),
        problems=(Problem(Location("x.md", 1, 2, "date"), ProblemKind.FIELD, f"wrong {evil}"),),
        withdrawn=(Withdrawal("articles/gone.md", "gone", date(2022, 1, 1), f"wrong {evil}"),),
    )


def site(
    made: Briefing,
    settings: Settings = Settings(),  # noqa: B008 (frozen)
    url: str = "https://briefing.example/",
    name: str = "The Briefing",
    words: render.Phrases = ENGLISH,
    mapped: Mapped = map,
) -> Site:
    """All pages and files."""
    fill = templates(ROOT / "templates", words)
    return render.site(made, settings, facts(url, name, words), fill, mapped=mapped)


def places(made: Briefing) -> frozenset[str]:
    """Every address."""
    return render.places(made, Settings(), facts())


def facts(
    url: str = "https://briefing.example/", name: str = "The Briefing", words: render.Phrases = ENGLISH
) -> render.SiteFacts:
    """What the site is called."""
    events, edition = (
        (ROOT / f"templates/data/{kind}.schema.json").read_text(encoding="utf-8") for kind in KINDS
    )
    made_by = render.Provenance("3.11", (("jinja2", "3"),), (("outlets.yml", "0" * 64),), "1" * 64, None)
    return render.SiteFacts(name, url, "0", events, edition, made_by, words)


@contextmanager
def large() -> Iterator[None]:
    """Let two events count as an archive that is too large for single pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coverage, "FILES", 1)
        patch.setattr(listings, "NEWEST", 1)
        patch.setattr(indexes, "INDEXED", 1)
        yield


def write(made: Site, folder: Path) -> Path:
    """The site as files, with the least that is needed around its pages."""
    for page in made.pages:
        place = folder / page.path / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"<!doctype html><title>x</title><article>{page.body}</article>", encoding="utf-8")
    for asset in made.assets:
        place = folder / asset.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(asset.content.encode("utf-8"))
    return folder
