"""Rendering: the briefing becomes pages and files, complete but for the theme around them."""

from digest.stages.render.provenance import Provenance
from digest.stages.render.site import SiteFacts, Template, places, site

__all__ = ["Provenance", "SiteFacts", "Template", "places", "site"]
