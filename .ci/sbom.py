"""The software bill of materials of a build: `python .ci/sbom.py > sbom.cdx.json` (CycloneDX 1.6).

Packages, versions and hashes are those of `requirements.lock`, from which the build was installed with
`--require-hashes`; licences are what the installed packages' metadata states. Same lock file, same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s\\;]+)(?P<hashes>(?:[^\n]*\\\n\s+--hash=\S+)*)"
)


def document(lock: str) -> dict[str, Any]:
    """The bill of everything pinned in a lock file."""
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "digest/__init__.py").read_text(encoding="utf-8"))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "digest-briefing",
                "version": version[1] if version else "",
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [_component(match) for match in _PINNED.finditer(lock)],
    }


def _component(pinned: re.Match[str]) -> dict[str, Any]:
    name = re.sub(r"[-_.]+", "-", pinned["name"]).lower()
    purl = f"pkg:pypi/{name}@{pinned['version']}"
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": pinned["version"],
        "purl": purl,
        # One of these files was installed: pip refuses any other.
        "properties": [
            {"name": "digest:accepted-sha256", "value": value}
            for value in re.findall(r"--hash=sha256:([0-9a-f]{64})", pinned["hashes"])
        ],
    }
    if licence := _licence(name):
        found["licenses"] = [{"license": {"name": licence}}]
    return found


def _licence(name: str) -> str | None:
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classifiers = [
        c.rpartition(" :: ")[2] for c in stated.get_all("Classifier", []) if c.startswith("License ::")
    ]
    text = stated.get("License-Expression") or "; ".join(classifiers) or stated.get("License") or ""
    return text.splitlines()[0][:200] if text.strip() else None


if __name__ == "__main__":
    json.dump(document((ROOT / "requirements.lock").read_text(encoding="utf-8")), sys.stdout, indent=1)
    print()
