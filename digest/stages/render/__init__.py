"""Rendering: the briefing becomes pages and files, complete but for the theme around them."""

from digest.stages.render.keys import Known, nothing_known
from digest.stages.render.making import SiteFacts, Template
from digest.stages.render.provenance import Provenance
from digest.stages.render.site import places, site
from digest.stages.render.words import Phrases

__all__ = ["Known", "Phrases", "Provenance", "SiteFacts", "Template", "nothing_known", "places", "site"]
