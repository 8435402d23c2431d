"""Rendering: the briefing becomes pages and files, complete but for the theme around them."""

from digest.stages.render.site import SiteFacts, Template, site

__all__ = ["SiteFacts", "Template", "site"]
