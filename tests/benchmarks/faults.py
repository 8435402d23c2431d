"""Three hundred builds killed at random moments: `python -m tests.benchmarks.faults [KILLS] [SEED]`.

Prints how many of them left the old site, how many the new one, and how many neither (must be none).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.hostile.faults import kill_builds


def main() -> int:
    """Run, print, and fail when a site was broken."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        found = kill_builds(Path(home), kills, seed)
    print(
        f"{found.kills} kills in {time.monotonic() - began:.0f} s, {found.while_writing} of them while the new site "
        f"was written: {found.old} left the old site, {found.new} the new one, {len(found.broken)} neither"
    )
    for moment in found.broken:
        print(f"  {moment}")
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
