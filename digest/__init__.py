"""digest: from a folder of articles to a briefing site in which every word is checkable.

content/ → Manuscript → Article → Text → Cluster → Event → Edition → Page → build/site
"""

__version__ = "0.1.0"
