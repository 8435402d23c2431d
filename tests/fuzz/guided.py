"""One target under atheris: `python -m tests.fuzz.guided TARGET [libFuzzer's arguments]`."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["digest", "markdown_it", "yaml"], enable_loader_override=False):
    from tests.fuzz.targets import LONGEST, TARGETS


def main() -> None:
    """Hand the target over to libFuzzer, which ends the process."""
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:], f"-max_len={LONGEST}"], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
