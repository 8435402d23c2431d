"""`python -m tests.fuzz [SECONDS] [TARGET…]`: each target is given mutated inputs for its share of the time.

With atheris (`pip install .[fuzz]`) coverage guides the inputs; without it they are mutated at random from the
same corpus. An input that fails is written to `build/fuzz/` and its error printed; the exit status is 1.
"""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
FOUND = Path("build/fuzz")
_SLOW = 5.0
"""Seconds from which an input counts as a hang."""


def main(arguments: list[str]) -> int:
    """Fuzz the targets one after another."""
    from tests.fuzz.targets import TARGETS

    seconds = int(arguments[0]) if arguments else 60
    names = arguments[1:] or list(TARGETS)
    guided = importlib.util.find_spec("atheris") is not None
    print(
        f"{len(names)} targets, {seconds} s, "
        + ("atheris" if guided else "random mutations (no atheris here)")
    )
    FOUND.mkdir(parents=True, exist_ok=True)
    each = max(1, seconds // len(names))
    return max([(_guided if guided else _random)(name, each) for name in names])


def _guided(name: str, seconds: int) -> int:
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(FOUND / name), str(CORPUS / name)]
    limits = [f"-max_total_time={seconds}", f"-timeout={int(_SLOW)}", f"-artifact_prefix={FOUND}/{name}-"]
    (FOUND / name).mkdir(exist_ok=True)
    return 1 if subprocess.run([*command, *limits], check=False).returncode else 0


def _random(name: str, seconds: int) -> int:
    from tests.fuzz.targets import LONGEST, TARGETS

    chance = random.Random(name)
    seeds = [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
    until, runs = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        data = mutated(chance, seeds)[:LONGEST]
        began = time.monotonic()
        try:
            TARGETS[name](data)
        except Exception:
            (FOUND / f"{name}-{runs}").write_bytes(data)
            traceback.print_exc()
            return 1
        if time.monotonic() - began > _SLOW:
            (FOUND / f"{name}-slow-{runs}").write_bytes(data)
            print(f"{name}: an input took {time.monotonic() - began:.0f} s")
            return 1
        runs += 1
    print(f"{name}: {runs:,} inputs")
    return 0


_SCRAPS = (
    b"", b"\0", b"\n", b"\r\n", b"---\n", b": ", b"- ", b"&a ", b"*a", b"!x ", b"|\n", b">", b"[", b"]", b"{", b"}", b'"',
    b"'", b"\\", b"<", b"</", b"<!--", b"<![CDATA[", b"&#0;", b"&amp;", b"#", b"```", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\xe2\x80\xae", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"9" * 400, b"[" * 200, b"> " * 200, b"(" * 200, b"*" * 200,
    b"2022-13-45", b"javascript:", b"http://[::1", b". ", b"\xe2\x80\x9c", b"\xd8\xa7", b"\xe4\xb8\xad", b"null", b"1e999",
)  # fmt: skip


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """A corpus file with some of its parts cut, doubled, exchanged or replaced."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((0, 0, 1, 4, 40, 400)))
        kind = chance.randrange(4)
        if kind == 0:
            data[at:end] = chance.choice(_SCRAPS)
        elif kind == 1:
            data[at:end] = bytes(chance.randrange(256) for _ in range(end - at or 1))
        elif kind == 2:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        else:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[at:end] = other[start : start + chance.choice((4, 40, 400))]
    return bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
