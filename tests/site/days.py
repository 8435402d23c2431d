"""Ten days of a small desk: what arrives, and what is done to what arrived before."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_HARBOUR = "Harbour Gazette"
_VALLEY = "Valley Post"
_COAST = "Coast Wire"


@dataclass(frozen=True)
class Report:
    """An article as it arrives."""

    day: int
    name: str
    outlet: str
    title: str
    text: str

    @property
    def path(self) -> str:
        return f"articles/2022/03/{self.day:02}/{self.name}.md"

    @property
    def source(self) -> str:
        head = (
            f"---\ntitle: {self.title}\ndate: 2022-03-{self.day:02}\noutlet: {self.outlet}\nlang: en\n---\n\n"
        )
        return head + self.text


FLOOD = (
    Report(1, "flood-olmo", _VALLEY, "River floods the old town of Olmo",
           "The river Tarn burst its banks in Olmo on Tuesday and flooded the old town.\n\n"
           "At least 12 people were injured in Olmo when the Tarn flooded the market square, mayor Ada Rossi said.\n\n"
           "The market square of Olmo stood under two metres of water by noon.\n"),
    Report(2, "olmo-flood-toll", _COAST, "Injured in Olmo flood rise as the Tarn keeps rising",
           "The Tarn kept rising in Olmo on Wednesday, a day after it flooded the old town.\n\n"
           "At least 30 people were injured in Olmo in the flood of the Tarn, mayor Ada Rossi said.\n\n"
           "Soldiers brought the patients of the Olmo hospital to Brenno by boat.\n"),
    Report(4, "olmo-water-falls", _HARBOUR, "Water falls in Olmo after the Tarn flood",
           "The flood water in the old town of Olmo fell by half a metre on Friday, the Tarn authority said.\n\n"
           "Mayor Ada Rossi asked the government for help with the market square of Olmo.\n"),
)  # fmt: skip
BRIDGE = (
    Report(1, "bridge-cracks", _COAST, "Cracks close the Sella bridge",
           "Engineers closed the Sella bridge near Port Merin after they found cracks in two pillars.\n\n"
           "Lorries must take the road over Monte Calvo, which is forty kilometres longer.\n"),
    Report(3, "ferry-merin", _HARBOUR, "Port Merin runs a ferry for commuters",
           "Port Merin put a ferry into service on Thursday for three thousand commuters.\n\n"
           "It sails every twenty minutes and is free for pupils of the town.\n"),
)  # fmt: skip
STRIKE = Report(2, "bakers-strike", _HARBOUR, "Bakers of Lume strike over flour prices",
                "Bakers in Lume went on strike on Wednesday over the price of flour.\n\n"
                "Union leader Pia Conti said that nine in ten bakeries in Lume were closed.\n")  # fmt: skip
COMET = Report(3, "comet-passes", "Sky Letter", "Comet Idra passes the Earth",
               "Comet Idra passed the Earth at a safe distance on Thursday night.\n\n"
               "Astronomer Lev Orlo said that it returns in eighty years.\n")  # fmt: skip
MUSEUM = Report(5, "museum-theft", "Lume Courier", "Thieves take a bronze horse from the Lume museum",
                "Thieves took a bronze horse from the museum of Lume on Saturday night.\n\n"
                "Curator Ines Falk said that the horse is two thousand years old.\n")  # fmt: skip
CHESS = Report(6, "chess-final", _COAST, "Chess final in Brenno ends in a draw",
               "The chess final in Brenno ended in a draw after six hours on Sunday.\n\n"
               "Champion Nadia Weiss keeps her title for another year.\n")  # fmt: skip
LATE = Report(2, "olmo-school", _VALLEY, "Olmo flood closes the school",
              "The flood of the Tarn in Olmo closed the school behind the market square on Wednesday.\n\n"
              "Teachers in Olmo carried the books to the upper floor, mayor Ada Rossi said.\n")  # fmt: skip
PIPE = Report(8, "pipe-burst", _VALLEY, "Burst pipe leaves Lume without water",
              "A burst pipe left the upper town of Lume without water on Tuesday.\n\n"
              "The waterworks sent twelve tankers to Lume, engineer Jan Holt said.\n")  # fmt: skip
ORCHARD = Report(9, "orchard-frost", _COAST, "Frost damages the orchards of Brenno",
                 "A night of frost damaged the orchards around Brenno on Wednesday.\n\n"
                 "Growers expect to lose a third of the apricots, farmer Tilda Ruhn said.\n")  # fmt: skip
ORCHARD_AGAIN = Report(10, "orchard-claims", _HARBOUR, "Brenno growers claim frost losses in the orchards",
                       "Growers whose orchards around Brenno were damaged by frost on Wednesday claimed their losses.\n\n"
                       "Farmer Tilda Ruhn said that the apricots of Brenno are lost by a third.\n")  # fmt: skip

_MERGE = "- reason: The ferry runs because the bridge is closed.\n  merge: [{}, {}]\n".format(
    *(report.path for report in BRIDGE)
)
_SPLIT = f"- reason: Help for the town is another story.\n  split: [{FLOOD[2].path}]\n"
_RENAME = f"- reason: Shorter.\n  rename: {STRIKE.path}\n  title: Bakers on strike\n"


@dataclass
class Desk:
    """A repository with content and settings."""

    root: Path
    overrides: str = ""
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def config(self) -> Path:
        return self.root / "site_config"

    def add(self, *reports: Report) -> None:
        for report in reports:
            path = self.content / report.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(report.source, encoding="utf-8")

    def override(self, entry: str) -> None:
        self.overrides += entry
        (self.config / "overrides.yml").write_text(f"overrides:\n{self.overrides}", encoding="utf-8")

    def change(self, report: Report, old: str, new: str) -> None:
        path = self.content / report.path
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def commit(self, day: int) -> None:
        when = f"2022-03-{day:02}T18:00:00+00:00"
        git(self.root, "add", "--all", when=when)
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", f"Day {day}", when=when)


def git(folder: Path, *arguments: str, when: str = "2022-03-01T18:00:00+00:00") -> None:
    identity = ("-c", "user.name=A Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    environment = {
        "PATH": "/usr/bin:/bin:/usr/local/bin",
        "GIT_COMMITTER_DATE": when,
        "GIT_AUTHOR_DATE": when,
    }
    subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, env=environment
    )


def desk(folder: Path) -> Desk:
    """An empty desk under version control."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    made = Desk(folder)
    made.content.mkdir(parents=True)
    made.config.mkdir()
    (made.config / "pipeline.yml").write_text("keywords: {per_event: 6}\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    return made


def _withdraw(made: Desk) -> None:
    (made.content / COMET.path).unlink()
    (made.content / MUSEUM.path).unlink()


def _move(made: Desk) -> None:
    old = made.content / CHESS.path
    old.rename(old.with_name("chess-draw.md"))


DAYS: tuple[Callable[[Desk], None], ...] = (
    lambda d: d.add(FLOOD[0], BRIDGE[0]),
    lambda d: d.add(FLOOD[1], STRIKE),
    lambda d: d.add(BRIDGE[1], COMET),
    lambda d: d.add(FLOOD[2]),
    lambda d: (d.add(MUSEUM), d.override(_MERGE)),
    lambda d: (d.add(CHESS), d.override(_SPLIT)),
    lambda d: d.add(LATE),
    lambda d: (
        d.add(PIPE),
        d.override(_RENAME),
        d.change(STRIKE, "nine in ten bakeries", "half of the bakeries"),
        d.change(STRIKE, f"outlet: {_HARBOUR}", "outlet: Harbour Evening"),
    ),
    lambda d: (d.add(ORCHARD), _withdraw(d)),
    lambda d: (d.add(ORCHARD_AGAIN), _move(d)),
)
"""What happens on each day: growth, a merge, a split, a late arrival, a correction, withdrawals, a move."""
