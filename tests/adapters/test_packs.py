"""What is kept comes back whole or not at all, and never as code."""

from __future__ import annotations

import os
import pickle
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from digest.adapters import packs
from digest.adapters.packs import Packs
from digest.briefing import Status
from digest.memory import key
from digest.model import Passage, Span

THINGS = {
    key(n): (n, f"text {n}", Span(n, n + 1), Passage("a", 0, 1, "é\ud800"), Status.NEW, date(2022, 1, 1))
    for n in range(9)
}


def filled(folder: Path) -> Path:
    memory = Packs(folder)
    for name, thing in THINGS.items():
        memory.keep("told", name, thing)
    memory.save()
    return folder / "told.pack"


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    filled(tmp_path)
    memory = Packs(tmp_path)
    assert {name: memory.find("told", name) for name in THINGS} == THINGS
    assert memory.find("told", key("other")) is None
    assert memory.find("other", next(iter(THINGS))) is None
    assert not memory.damaged


def test_what_a_run_did_not_ask_for_goes(tmp_path: Path) -> None:
    filled(tmp_path)
    first, second, *_ = THINGS
    memory = Packs(tmp_path)
    memory.find("told", first)
    memory.keep("told", second, "new")
    memory.save()
    memory = Packs(tmp_path)
    assert [name for name in THINGS if memory.find("told", name) is not None] == [first, second]
    assert memory.find("told", second) == "new"


def test_what_a_run_only_asked_about_stays(tmp_path: Path) -> None:
    filled(tmp_path)
    first, second, *_ = THINGS
    memory = Packs(tmp_path)
    assert memory.has("told", first)
    assert not memory.has("told", key("other"))
    memory.keep("told", key("new"), "new")
    memory.save()
    memory = Packs(tmp_path)
    assert memory.find("told", first) == THINGS[first]
    assert memory.find("told", second) is None
    assert memory.find("told", key("new")) == "new"


def test_a_kind_that_is_not_used_goes(tmp_path: Path) -> None:
    pack = filled(tmp_path)
    memory = Packs(tmp_path)
    memory.keep("other", key(1), 1)
    memory.save()
    assert not pack.exists()


def test_a_pack_of_which_all_is_used_is_left(tmp_path: Path) -> None:
    pack = filled(tmp_path)
    before = pack.stat()
    memory = Packs(tmp_path)
    for name in THINGS:
        memory.find("told", name)
    memory.save()
    assert pack.stat().st_ino == before.st_ino


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def filler(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(len(data))


@pytest.mark.parametrize("damage", [cut, flipped, filler])
def test_damage_never_gives_another_thing(
    tmp_path: Path, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    pack = filled(tmp_path)
    whole, chance, noticed = pack.read_bytes(), random.Random(2), 0
    for _ in range(150):
        pack.write_bytes(damage(whole, chance))
        memory = Packs(tmp_path)
        found = {name: memory.find("told", name) for name in THINGS}
        assert all(thing is None or thing == THINGS[name] for name, thing in found.items())
        noticed += bool(memory.damaged)
        memory.close()
    assert noticed > 100


def test_damage_is_mended(tmp_path: Path) -> None:
    pack = filled(tmp_path)
    whole = pack.read_bytes()
    pack.write_bytes(whole[:-3])
    memory = Packs(tmp_path)
    for name, thing in THINGS.items():
        if memory.find("told", name) is None:
            memory.keep("told", name, thing)
    memory.save()
    assert pack.read_bytes() == whole


def test_what_other_code_wrote_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(packs, "fingerprint", lambda: "0" * 64)
        filled(tmp_path)
    memory = Packs(tmp_path)
    assert all(memory.find("told", name) is None for name in THINGS)
    assert not memory.damaged


class _Command:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch reached",)


class _Call:
    def __init__(self, function: object, *arguments: object) -> None:
        self._made = function, arguments

    def __reduce__(self) -> tuple[object, ...]:
        return self._made


FORGED = (
    _Command(),
    _Call(eval, "1"),
    _Call(open, "reached", "w"),
    _Call(getattr, Span, "start"),
    packs.Packs,
)


@pytest.mark.parametrize("forged", FORGED, ids=str)
def test_a_forged_record_runs_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forged: object
) -> None:
    monkeypatch.chdir(tmp_path)
    writer = Packs(tmp_path)
    name = key("forged")
    writer.keep("told", name, forged)  # with the hash that belongs to it
    writer.save()
    reader = Packs(tmp_path)
    assert reader.find("told", name) is None
    assert reader.damaged == {"told"}
    assert not (tmp_path / "reached").exists()


def test_names_with_dots_are_not_followed(tmp_path: Path) -> None:
    writer = Packs(tmp_path)
    name = key("forged")
    pack = writer._pack("told")
    pack.add(bytes.fromhex(name), b"\x80\x04\x8c\x0cdigest.model\x8c\x0cdate.__doc__\x93.")
    assert writer.find("told", name) is None
    assert writer.damaged == {"told"}


def test_every_type_that_is_kept_is_frozen_data() -> None:
    assert {module for module, _ in packs._types()} == {
        "datetime", "digest.model", "digest.findings", "digest.briefing", "digest.errors",
        "digest.text.naming.names",
    }  # fmt: skip
    assert pickle.dumps(Span(1, 2))


def test_without_a_folder_nothing_is_kept() -> None:
    memory = Packs(None)
    memory.keep("told", key(1), 1)
    assert memory.find("told", key(1)) is None
    memory.save()


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Packs(tmp_path / "file")
    memory.keep("told", key(1), 1)
    memory.save()
