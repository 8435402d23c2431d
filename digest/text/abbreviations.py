"""Which words keep their full stop inside a sentence, by language.

Lists are our own, gathered from style guides' common abbreviations; each class says what may follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The word lists of one language, all case-folded and without the final stop."""

    titles: frozenset[str]
    """A name follows: never the end of a sentence."""
    before_number: frozenset[str]
    """Open only when a number follows (`No. 5`, `Jan. 5`)."""
    trailing: frozenset[str]
    """May end a sentence: they do when a usual first word of a sentence follows."""
    starters: frozenset[str]
    """Usual first words of sentences."""
    after_clock: frozenset[str]
    """Words that go on after `5 p.m.`: days, months, time zones."""
    ordinals: bool
    """The language writes ordinals with a stop (`3. Oktober`)."""

    def allows_stop(self, token: str, following: str, *, quoted: bool) -> bool:
        """Tell whether the full stop after `token` may end a sentence when `following` comes next.

        `quoted`: a closing quotation mark or bracket stands after the stop.
        """
        word = token.casefold()
        if not word or (quoted and not token[-1].isupper()):
            return True
        if word in self.titles or (word in self.before_number and following[0].isdigit()):
            return False
        if word in _CLOCK and (word != "m" or token.islower()):
            return following.casefold() not in self.after_clock
        if self._is_open(token, word):
            return following.casefold() in self.starters
        return True

    def _is_open(self, token: str, word: str) -> bool:
        """Tell whether only a usual first word after it makes the stop after `token` an end."""
        if word.isdigit():
            return self.ordinals and len(word) <= 2
        if "." in word:
            return _is_dotted(word)
        return _is_initial(token) or (word in self.trailing and token[0].isupper())


def _is_initial(token: str) -> bool:
    """`J`, `J.-P`; also a single letter of a script without case."""
    last = token.rsplit("-", 1)[-1]
    return len(last) == 1 and last.isalpha() and not last.islower()


def _is_dotted(word: str) -> bool:
    """`u.s`, `j.-p`, `ph.d`, `ee.uu`: parts of at most three letters."""
    parts = (part.strip("-") for part in word.split("."))
    return all(1 <= len(part) <= 3 and part.isalpha() for part in parts)


_CLOCK = frozenset({"a.m", "p.m", "am", "pm", "m"})
_AFTER_CLOCK = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest ist eastern central pacific local"
)

_TITLES = {
    "en": "mr mrs ms mx dr prof rev fr hon gen lt col maj capt cpt cmdr cdr adm sgt cpl pvt brig gov sen "
    "sens rep reps pres amb atty supt det insp messrs mt ft st ste vs v viz cf eg ie e.g i.e al "
    "approx lt.col maj.gen lt.gen brig.gen lt.gov gens drs profs univ dept",
    "es": "sr sra srta sres dr dra d dña dn prof profa lic ing arq gral cnel tte cap sgto mons pbro fr sto "
    "sta ee p.ej ej vs ud uds excmo excma ilmo av avda c cía dpto",
    "fr": "m mm mme mmes mlle mlles me dr pr prof mgr st ste gén col cdt cap av bd p.ex ex cf env vs",
    "de": "hr fr dr prof dipl ing mag hl st bzw ca vgl z u d s o i inkl exkl evtl ggf sog z.b u.a d.h i.d.r "
    "s.o s.u v.a bspw gem geb gest str nr abs art hrsg",
    "pt": "sr sra srs sras srta dr dra drs prof profa profª eng arq gen cel ten cap sgt exmo exma ilmo d "
    "dom pe av r ex p.ex vs v.exa sto sta",
    "it": "sig sigg sigra sig.ra dott dr dott.ssa prof prof.ssa ing avv arch geom rag on sen gen col cap "
    "ten mons san s sta sto p.es es cfr vs ecc.mo",
}
_BEFORE_NUMBER = {
    "en": "no nos p pp para sec art fig figs vol ch eq ver op jan feb mar apr jun jul aug sep sept oct nov "
    "dec c ca",
    "es": "n núm nro no nº pág págs p pp art arts fig vol cap tel ene feb mar abr jun jul ago sep sept oct "
    "nov dic",
    "fr": "n no nº p pp art fig vol chap tél janv févr avr juil sept oct nov déc",
    "de": "nr s art abs fig abb bd kap tel jan feb mär apr jun jul aug sep sept okt nov dez",
    "pt": "n nº núm no pág págs p pp art arts fig vol cap tel jan fev mar abr mai jun jul ago set out nov "
    "dez",
    "it": "n nº num pag pagg p pp art artt fig vol cap tel gen feb mar apr mag giu lug ago set sett ott nov "
    "dic",
}
_TRAILING = {
    "en": "inc corp co ltd llc plc bros jr sr esq ave blvd rd hwy sq assn intl nat natl ala ariz ark calif "
    "colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn "
    "tenn tex va vt wash wis wyo jan feb mar apr jun jul aug sept oct nov dec mon tue tues wed thu "
    "thurs fri sat sun",
    "es": "etc cía s.a uu hnos ltda",
    "fr": "etc cie sté",
    "de": "usw etc co gmbh mio mrd tsd std",
    "pt": "etc cia ltda s.a",
    "it": "ecc etc s.p.a s.r.l",
}
_STARTERS = {
    "en": "the a an in on at by for from with to as of he she it they we i you his her its their our my "
    "this that these those there here but and or so if when while after before since because although "
    "though during until once under over between both each every some many most several one two three "
    "another other others all no not what who why how where now then also however meanwhile still yet "
    "even only just about more according police officials authorities last next earlier later despite "
    "among nearly such instead today yesterday",
    "es": "el la los las un una unos unas lo en de del al a con por para sin sobre según desde hasta tras y "
    "o pero si cuando como que se su sus este esta estos estas ese esa eso esto ello él ella ellos "
    "ellas hay no ya así además también aunque mientras entre ante durante después antes",
    "fr": "le la les un une des l d du de en à au aux dans par pour sur avec sans selon il elle ils elles "
    "on nous vous je ce cette ces c cela et ou mais si quand lorsque comme après avant depuis pendant "
    "son sa ses leur leurs plus",
    "de": "der die das den dem des ein eine einen einem einer er sie es wir ihr ich in im am an auf bei mit "
    "nach von vom vor zu zum zur für aus über unter durch seit laut und oder aber doch wenn als wie "
    "auch dabei damit daher dort hier so nun jetzt dann diese dieser dieses sein seine ihre man zuvor "
    "insgesamt",
    "pt": "o a os as um uma uns umas em no na nos nas de do da dos das ao à aos às com por pelo pela para "
    "sem sobre segundo desde até após e ou mas se quando como que seu sua seus suas este esta esse "
    "essa isso isto ele ela eles elas há não já também embora enquanto entre durante depois antes",
    "it": "il lo la i gli le l un uno una in nel nella nei di del della dei a al alla ai da dal dalla con "
    "per su sul sulla tra fra secondo dopo prima durante e o ma se quando come che si suo sua suoi "
    "loro questo questa questi quello quella lui lei essi non già anche mentre",
}
_ORDINALS = "de da nb nn no fi cs sk hu pl hr sl sr et lv is tr"


def _words(table: dict[str, str], lang: str) -> frozenset[str]:
    return frozenset(table.get(lang, table["en"]).split())


@cache
def abbreviations(lang: str) -> Abbreviations:
    """Give the lists of an ISO 639-1 language; English ones where there are none."""
    return Abbreviations(
        titles=_words(_TITLES, lang),
        before_number=_words(_BEFORE_NUMBER, lang),
        trailing=_words(_TRAILING, lang),
        starters=_words(_STARTERS, lang),
        after_clock=frozenset(_AFTER_CLOCK.split()),
        ordinals=lang in _ORDINALS.split(),
    )
