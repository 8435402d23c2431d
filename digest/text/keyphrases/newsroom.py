"""Words that say when, or that news is being told, and so never what it is about."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_TIME = {
    "en": "today yesterday tomorrow tonight morning afternoon evening night midnight noon weekend decade date "
    "dawn dusk moment time times daytime overnight weekday fortnight noon "
    "jan feb apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri a.m p.m am pm gmt est edt utc",
    "pt": "hoje ontem amanhã manhã tarde noite madrugada hora horas altura momento vez vezes fim-de-semana data",
    "es": "hoy ayer mañana tarde noche madrugada hora horas momento vez veces fecha",
    "fr": "aujourd'hui hier demain matin soir soirée nuit après-midi moment fois date week-end",
    "de": "heute gestern morgen morgens abend abends nacht vormittag nachmittag mittag uhr zeit mal wochenende",
    "it": "oggi ieri domani mattina sera notte pomeriggio momento volta volte ora ore data",
    "nl": "vandaag gisteren morgen ochtend avond nacht middag tijd keer moment weekend uur",
}
_TELLING = {
    "en": "said say says saying told tell tells according added adding reported report reports reportedly "
    "reporting spokesman spokeswoman spokesperson statement statements comment comments interview interviews "
    "photo photos photograph photographer picture pictures image images video caption file credit editor "
    "editors reporter reporters correspondent correspondents journalist news newsroom article articles story "
    "stories headline advertisement subscribe click read share email e-mail newsletter copyright source sources "
    "update updates mr mrs ms dr sir percent per cent "
    "http https www com",
    "pt": "disse dizer diz dizem afirmou afirma explicou acrescentou segundo notícia notícias jornalista repórter "
    "enviado reportagem telejornal foto fotos imagem imagens fonte porta-voz comunicado por cento",
    "es": "dijo dice decir afirmó señaló explicó añadió según noticia noticias periodista foto fotos imagen "
    "imágenes fuente fuentes portavoz comunicado por ciento",
    "fr": "dit dire déclaré affirmé expliqué ajouté selon article photo photos image images source sources "
    "porte-parole communiqué journaliste pour cent",
    "de": "sagte sagt sagen erklärte teilte berichtet berichtete laut foto fotos bild bilder quelle sprecher "
    "sprecherin mitteilung angaben artikel prozent",
    "it": "detto dice dire dichiarato affermato spiegato aggiunto secondo notizia notizie foto immagine fonte "
    "fonti portavoce comunicato giornalista per cento",
    "nl": "zei zegt zeggen meldde volgens foto beeld bron woordvoerder procent artikel",
}
_MARKS = frozenset(
    "ap afp reuters upi tass ians pti getty lusa efe dpa ansa anp copyright photo photos advertisement newsletter "
    "subscribe click mr mrs ms dr".split()
)
_GENERIC = {
    "en": "people person man men woman women way ways thing things lot lots kind kinds sort part parts number "
    "numbers group groups member members place places case cases fact facts side sides end area areas official "
    "officials authority authorities leader leaders others one ones name names result results reason reasons "
    "example issue issues question questions problem problems situation work series bit rest half addition order "
    "level levels amount line point points list look use move matter idea effort efforts role set top "
    "country countries city state states town world region first second third fourth last least most everyone "
    "something anything nothing someone anyone page site website event events office department organization organisation "
    "kilometre kilometres kilometer kilometers km mile miles metre metres meter meters foot feet dollar dollars euro "
    "euros pound pounds tonne tonnes ton tons barrel barrels degree degrees million millions billion billions "
    "dozens hundreds thousands ala ariz calif colo conn fla ga ill ind ky mass mich minn mo okla ore pa tenn tex "
    "va wash wis",
    "pt": "pessoa pessoas coisa coisas parte partes forma maneira caso casos facto fato tipo lado situação número "
    "grupo lugar país países gente questão homem mulher",
    "es": "persona personas cosa cosas parte partes forma manera caso casos hecho tipo lado situación número grupo "
    "lugar país países gente",
    "fr": "personne personnes chose choses partie façon manière cas fait type côté situation nombre groupe lieu "
    "pays gens",
    "de": "mensch menschen person personen ding dinge teil art weise fall fälle tatsache seite situation zahl "
    "gruppe ort land länder leute",
    "it": "persona persone cosa cose parte modo caso casi fatto tipo lato situazione numero gruppo luogo paese "
    "paesi gente",
    "nl": "mens mensen persoon ding dingen deel manier geval feit kant situatie aantal groep plaats land landen",
}


_ROLES = {
    "en": "president vice-president minister secretary senator governor mayor judge justice commissioner chancellor "
    "chairman chairwoman chair chief director general lieutenant colonel captain major sergeant officer sheriff "
    "detective inspector congressman congresswoman representative councillor ambassador envoy spokesman "
    "spokeswoman coach professor doctor reverend bishop cleric lawyer attorney prosecutor analyst commander leader "
    "speaker executive founder editor brigadier admiral marshal rabbi imam mullah pastor "
    "coroner constable gov sen rep gen lt col capt cpl sgt maj det prof dr mr mrs ms supt",
    "pt": "presidente ministro ministra primeiro-ministro secretário governador senador deputado juiz general coronel "
    "capitão sargento comandante director diretor professor doutor bispo padre procurador",
    "es": "presidente presidenta ministro ministra secretario gobernador senador diputado juez general coronel "
    "capitán comandante director profesor doctor obispo fiscal",
    "fr": "président présidente ministre secrétaire gouverneur sénateur député juge général colonel capitaine "
    "commandant directeur professeur docteur évêque procureur",
    "it": "presidente ministro ministra segretario governatore senatore deputato giudice generale colonnello "
    "capitano comandante direttore professore dottore vescovo procuratore",
}


@cache
def _tables() -> dict[str, str]:
    lines = files("digest.text.keyphrases").joinpath("calendar.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if not line.startswith("#"))


@cache
def calendar(lang: str) -> frozenset[str]:
    """Weekdays, months, units and parts of time in `lang`, lower case."""
    return frozenset(f"{_tables().get(lang, '')} {_TIME.get(lang, '')}".split())


@cache
def telling(lang: str) -> frozenset[str]:
    """Words of reporting and of newspaper pages in `lang`, lower case."""
    return frozenset(_TELLING.get(lang, "").split())


def marks() -> frozenset[str]:
    """Agencies, forms of address and page furniture, lower case: never part of a keyword, whatever their case."""
    return _MARKS


@cache
def generic(lang: str) -> frozenset[str]:
    """Nouns too general to stand alone as a keyword in `lang`, lower case."""
    return frozenset(_GENERIC.get(lang, "").split())


@cache
def roles(lang: str) -> frozenset[str]:
    """Offices and ranks that stand before a person's name in `lang`, lower case."""
    return frozenset(_ROLES.get(lang, "").split())
