"""The interface's texts as they are shipped."""

from digest.adapters import locales
from tests.conftest import ROOT

ENGLISH = locales.load(ROOT / "site_config", "en")[0]
ARABIC = locales.load(ROOT / "site_config", "ar")[0]
