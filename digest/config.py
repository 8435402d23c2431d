"""Settings: frozen types and their defaults. `site_config/*.yml` overrides them, field by field.

Each class is one mapping in a settings file; `adapters/settings.py` checks names and types.
A threshold states the evidence it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated


class Form(StrEnum):
    """What a text in the settings has to be, where not every text will do."""

    TIME_ZONE = "time zone"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most that a number in the settings may be."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class EditionPolicy:
    """`pipeline.yml`, key `edition`."""

    lead_events: Annotated[int, Between(1, 50)] = 10
    """How many events lead an edition (reading.md: seven to twelve; more than fifty is no briefing)."""
    stale_after_days: int = 3
    """Age of the newest edition, in days, from which the site calls itself stale."""
    time_zone: Annotated[str, Form.TIME_ZONE] = "UTC"
    """IANA name of the zone in which an edition's day is counted (`Europe/London`)."""
    cut_off: Annotated[str, Form.TIME] = "24:00"
    """Time at which an edition closes, HH:MM; what is published from then on belongs to the next day's."""


@dataclass(frozen=True, slots=True)
class CopyPolicy:
    """`pipeline.yml`, key `copies`."""

    jaccard: float = 0.5
    """Least Jaccard similarity of shingles for a copy; see stages/dedupe.py."""
    containment: float = 0.5
    """Least containment for a partial reprint."""
    shared_shingles: int = 20
    """Least number of shared shingles for a partial reprint."""


@dataclass(frozen=True, slots=True)
class ClusterPolicy:
    """`pipeline.yml`, key `clustering`. Figures: `python -m tests.benchmarks.events`, see stages/cluster.py."""

    threshold: float = 0.5
    """Least mean probability that two clusters report the same event, for them to be merged."""
    centre: float = 0.08
    """Likeness (nats, see text/likeness/vectors.py) at which that probability is one half. The mean B³ F1 of the
    labelled corpora is .940 here and within .005 of it from .03 to .12."""
    slope: float = 6.0
    """Steepness of that probability; 4 to 8 are equal, 20 loses .008."""
    cohesion: float = 0.7
    """Two clusters of several texts each must be at least this alike, as a share of how alike each is
    within itself; below it the probability falls. Between .6 and .8 B³ F1 moves by .004; without, −.015."""
    lone_cohesion: float = 0.6
    """The same for a single text and a cluster of three or more. It costs .001 of B³ F1; without it B³
    precision on the sample content was .88 instead of .92."""
    same_day: float = 0.15
    """Likeness gained by texts of one day (.1 and .2 are equal; without, −.003)."""
    day_decay: float = 0.08
    """Likeness lost per e-fold of days apart (without, −.011; .15 loses .01)."""
    terms: int = 80
    """Heaviest terms kept of each text."""
    neighbours: int = 80
    """Nearest texts looked at for each text."""
    strangers: int = 600
    """Texts that each day's are compared with at least, the newest of settled events making up the number: few texts
    tell little of what is usual between strangers. Day by day B³ precision on gva_dev, three reports of shootings
    a day, is .834 without, .904 with 300, .934 with 600 and .943 with 1,000; the other corpora do not lose."""
    active_days: int = 30
    """Days after its newest article until which an event takes further ones; a later report of it begins an
    event of its own. What is older is settled: a day's work does not grow with the archive."""


@dataclass(frozen=True, slots=True)
class StorylinePolicy:
    """`pipeline.yml`, key `storylines`. A link is a claim to the reader: few and precise."""

    threshold: float = 0.05
    """Least likeness of two events (nats, days left aside): the mean over the texts of each of the best
    match in the other, whichever is lower. Read on the sample content: true links from .10."""
    lone_threshold: float = 0.25
    """The same where one of them is a single text, which finds a best match more easily (a chance match
    of a bystander's name reached .17)."""
    shared_names: int = 2
    """Names that must carry the similarity, so that two events of one kind are no storyline."""
    name_share: float = 0.35
    """Least share of the similarity that names carry (an asteroid and a telescope in orbit: .31)."""


@dataclass(frozen=True, slots=True)
class KeywordPolicy:
    """`pipeline.yml`, key `keywords`."""

    per_event: int = 10
    """Most keywords shown for an event."""
    opening_words: int = 150
    """Words of each text that YAKE reads; 300 or all change F1@10 by less than .5 points at a half to a quarter of
    the speed."""
    candidates: int = 60
    """Noun phrases of each whole text that are fused with YAKE's."""
    yake_share: float = 0.5
    """Weight of YAKE's ranks beside those of the whole text. On keywords of several words, F1@10 falls by 1.3
    (500N) to 3 points (110-PT) without YAKE; a weight of 1 costs .5 on all keywords of 500N."""
    fusion: int = 15
    """k of the rank fusion Σ 1/(k + rank); 10 to 40 score within .3 points F1@10."""


@dataclass(frozen=True, slots=True)
class SummaryPolicy:
    """`pipeline.yml`, key `summary`."""

    sentences: int = 5
    """Most key sentences after the lede."""
    title_weight: float = 0.7
    """Weight of a title in what an event is about, beside its text's 1. This and the next four rest on neus_val
    at 60 words (`tests.benchmarks.summaries`); the sum of ROUGE-1, -2, -L falls by 1.7 without titles."""
    relevance: float = 0.3
    """Weight of a sentence's own likeness to the event, beside that of the summary so far (- 1.2 without)."""
    support: float = 0.4
    """Weight of the share of word pairs that other texts have too (- .9 without, - 1.4 at twice the weight)."""
    redundancy: float = 0.5
    """Cosine from which a sentence repeats a shown one (- .9 at .4, - .8 at .7)."""
    same_source: float = 0.03
    """Penalty for each sentence already taken from the same text (0 to .2 differ by .2)."""
    position: float = 0.15
    """Weight of standing early, falling as 1 / (1 + place). The corpus is cut to leads and tells little (0 to
    .15 differ by .3); in whole articles it keeps closing trivia out."""
    lede_position: float = 0.3
    """Further weight of standing early for the lede alone: an opening sentence explains its terms."""
    recency: float = 0.1
    """Weight of the latest day for lede and headline: an event's page opens with its last known state. At .05
    the sample's five-day events keep their first day's headline, at .2 follow-ups displace the event."""
    headline_lede: float = 0.3
    """Weight, for the headline, of likeness to the lede: both should tell the same state of things. Chosen on
    the sample with `recency`: at .2 a follow-up's headline wins, at .4 an outdated one."""
    brevity: float = 0.15
    """Penalty of a sentence without words, falling to 0 at twelve words: by density alone the shortest sentence
    wins. ROUGE does not tell the difference."""
    repetition: float = 0.7
    """The limit of `redundancy` where there would be fewer than three key sentences."""
    coverage: float = 0.8
    """Share of a sentence's weight that shown ones already hold, from which it says nothing new."""
    also_similarity: float = 0.6
    """Cosine above which another source's sentence with equal numbers says the same (text.md)."""


@dataclass(frozen=True, slots=True)
class ClaimPolicy:
    """`pipeline.yml`, key `claims`."""

    near: float = 1.25
    """`over 20` and `24` agree up to this factor; beyond it they are shown as a difference."""
    single_from: int = 5
    """Least number shown as said by one source only: smaller ones others tell as a list of persons."""


@dataclass(frozen=True, slots=True)
class WordingPolicy:
    """`pipeline.yml`, key `wording`."""

    z_score: float = 1.96
    """Least z-score of a term that sets a text apart: the usual 95 % (Monroe et al. 2008)."""
    prior: float = 0.1
    """Weight of the prior, as a share of the event's words; 0.05 to 0.2 give the same terms on giveme5w1h."""
    uses: int = 4
    """Least number of uses in that text: with three, passing words of short texts came up (giveme5w1h)."""
    terms: int = 3
    """Most terms shown for a text."""


class Rights(StrEnum):
    """How much of an outlet's text the site may show."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Outlet:
    """`outlets.yml`, one entry of `outlets`."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other names and host names under which its articles arrive."""
    url: str | None = None
    licence: str | None = None
    """Licence of its articles where they state none."""
    rights: Rights = Rights.FULL


class NameKind(StrEnum):
    """What a name denotes."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """`names.yml`, one entry of `names`: one thing under all its names."""

    name: str
    variants: tuple[str, ...] = ()
    kind: NameKind = NameKind.OTHER
    source: str | None = None
    """Where the equivalence is documented."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`topics.yml`, one entry of `topics`."""

    name: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """`overrides.yml`, one entry of `overrides`: an editor's correction, with its reason."""

    reason: str
    merge: tuple[str, ...] = ()
    """Articles (id or path) that belong to one event, whatever the clustering says."""
    split: tuple[str, ...] = ()
    """Articles that leave their event and form one of their own."""
    rename: str | None = None
    """An article of the event that gets `title`."""
    title: str | None = None
    exclude: tuple[str, ...] = ()
    """Articles that are not published; listed on the coverage page."""
    line: int | None = field(default=None, metadata={"internal": True})
    """Line in overrides.yml, set by the reader."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every article that it names."""
        return (*self.merge, *self.split, *filter(None, [self.rename]), *self.exclude)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the pipeline may be told."""

    edition: EditionPolicy = EditionPolicy()
    copies: CopyPolicy = CopyPolicy()
    clustering: ClusterPolicy = ClusterPolicy()
    storylines: StorylinePolicy = StorylinePolicy()
    keywords: KeywordPolicy = KeywordPolicy()
    summary: SummaryPolicy = SummaryPolicy()
    claims: ClaimPolicy = ClaimPolicy()
    wording: WordingPolicy = WordingPolicy()
    outlets: tuple[Outlet, ...] = ()
    names: tuple[NameEntry, ...] = ()
    topics: tuple[Topic, ...] = ()
    overrides: tuple[Override, ...] = ()
