"""What news figures count, and what happens to it: closed English word lists, each with its class.

Claims compare only within a class, so the lists merge true synonyms and nothing else.
"""

from __future__ import annotations


def _classes(text: str) -> dict[str, str]:
    """`class: form form …` lines to a table from form to class."""
    table: dict[str, str] = {}
    for line in text.strip().splitlines():
        name, _, forms = line.partition(":")
        table |= dict.fromkeys(forms.split(), name.strip())
    return table


PEOPLE = _classes("""
person: people persons person individuals individual victims victim humans souls
soldier: soldiers soldier troops troopers trooper servicemen serviceman servicemembers conscripts
officer: officers officer policemen policeman police cops deputies deputy
guard: guards guard guardsmen
civilian: civilians civilian noncombatants
fighter: fighters fighter militants militant jihadists jihadist terrorists terrorist insurgents insurgent extremists rebels
gunman: gunmen gunman attackers attacker assailants assailant shooters shooter bombers bomber robbers
suspect: suspects suspect
child: children child kids minors juveniles juvenile youngsters
baby: babies infants toddlers
teenager: teenagers teenager teens teen youths
student: students student pupils pupil schoolchildren
girl: girls girl schoolgirls
boy: boys boy schoolboys
woman: women woman females
man: men man males
adult: adults adult
prisoner: prisoners prisoner inmates inmate detainees detainee
hostage: hostages hostage captives captive
migrant: migrants migrant asylum-seekers
refugee: refugees refugee
resident: residents resident villagers inhabitants locals
citizen: citizens citizen nationals national
tourist: tourists tourist holidaymakers visitors
passenger: passengers passenger travellers travelers
pilot: pilots pilot
crew: crewmen sailors sailor marines seafarers mariners
worker: workers worker employees employee staff labourers laborers miners staffers
journalist: journalists journalist reporters
protester: protesters protester protestors demonstrators activists
doctor: doctors doctor medics nurses
firefighter: firefighters firefighter paramedics rescuers
driver: drivers driver
pilgrim: pilgrims worshippers worshipers
family: families family households
bystander: bystanders bystander pedestrians pedestrian motorists cyclists
relative: relatives relative
leader: leaders commanders commander
patient: patients patient
survivor: survivors survivor
member: members member
foreigner: foreigners expatriates
american: americans
""")
"""Nouns for people."""

THINGS = _classes("""
house: houses house homes home dwellings
building: buildings building structures structure
vehicle: vehicles vehicle cars car trucks buses
school: schools
village: villages
shop: shops stores businesses
boat: boats ships vessels
aircraft: planes aircraft jets helicopters
rocket: rockets rocket
missile: missiles missile
shell: shells
shot: shots rounds gunshots bullets
drone: drones
gun: guns handguns firearms rifles pistols
acre: acres
hectare: hectares
""")
"""Nouns for things that news counts."""

COUNTED = PEOPLE | THINGS

PARTICIPLES = _classes("""
dead: killed slain murdered massacred slaughtered
injured: injured wounded hurt
shot: shot
arrested: arrested detained apprehended
charged: charged indicted
convicted: convicted
kidnapped: kidnapped abducted
freed: freed
rescued: rescued
displaced: displaced
evacuated: evacuated
trapped: trapped
stranded: stranded
infected: infected
hospitalised: hospitalised hospitalized
beheaded: beheaded decapitated executed
captured: captured
deported: deported
destroyed: destroyed
damaged: damaged
""")
"""Past participles for what was done to the counted, to the action."""

ACTIVE = _classes("""
dead: killed killing kills slaying murdered murdering massacred massacring slew
injured: injured injuring injures wounded wounding wounds hurt hurting
arrested: arrested arresting arrests detained detaining apprehended
kidnapped: kidnapped kidnapping abducted abducting
freed: freed freeing frees
rescued: rescued rescuing rescues
displaced: displaced displacing displaces
evacuated: evacuated evacuating
trapped: trapped trapping
beheaded: beheaded beheading executed executing
captured: captured capturing
deported: deported deporting
destroyed: destroyed destroying destroys
damaged: damaged damaging
""")
"""Finite and -ing forms whose object is the counted."""

INTRANSITIVE = _classes("""
dead: died perished
escaped: escaped
surrendered: surrendered
survived: survived
""")
"""Past forms whose subject is the counted."""

STATES = _classes("""
dead: dead deceased
missing: missing
homeless: homeless
injured: injured wounded hurt
hospitalised: hospitalized hospitalised
""")
"""Adjectives that may stand for the counted (`12 dead`, `leaving 30 injured`)."""

NOMINAL = _classes("""
dead: death deaths killing killings murder murders slaying slayings massacre
arrested: arrest arrests detention
kidnapped: kidnapping abduction abductions
freed: release
rescued: rescue
displaced: displacement
evacuated: evacuation
""")
"""Nouns of action that take the counted after `of`."""

COUNTABLE = _classes("""
dead: deaths fatalities
arrested: arrests
injured: injuries
""")
"""Nouns of action that are themselves counted (`12 deaths`)."""
