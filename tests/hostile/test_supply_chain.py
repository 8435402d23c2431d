"""What is installed is pinned, hashed and listed; workflows run nothing that could change under them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/audit.lock")
WORKFLOWS = (*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / "templates/new_site/publish.yml")


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==[^\s;]+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]
    assert "://" not in text


def test_everything_is_installed_with_hashes() -> None:
    for path in (ROOT / "Makefile", ROOT / ".ci/audit", *WORKFLOWS):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "pip install" in line or 'bin/pip" install' in line:
                own = (
                    "--no-deps" in line or "pip-tools" in line
                )  # the checkout itself; the tool that writes the locks
                assert own or "--require-hashes" in line, (path.name, line)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_actions_are_pinned_by_hash_and_tokens_can_do_nothing_by_default(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
        assert re.match(r" # v\d", comment), action
    assert "\npermissions: {}\n" in text
    assert "pull_request_target" not in text
    assert text.count("persist-credentials: false") == text.count("uses: actions/checkout@")


def test_the_bill_of_materials_lists_the_lock_file() -> None:
    def bill() -> str:
        command = [sys.executable, ROOT / ".ci/sbom.py"]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd="/").stdout

    listed = json.loads(bill())
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        f"pkg:pypi/{re.sub('[-_.]+', '-', n).lower()}@{v}"
        for n, v in re.findall(r"^([\w.-]+)==([^\s\\;]+)", lock, re.M)
    }
    assert {component["purl"] for component in listed["components"]} == pinned
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {component["name"] for component in listed["components"]}
    assert {re.split("[<>=]", each)[0] for each in declared} <= names
    assert all(component["properties"] for component in listed["components"])
    assert bill() == bill()
