"""Settings files: what is accepted, and what an error says."""

from pathlib import Path

import pytest

from digest.adapters.settings import load
from digest.config import NameKind, Rights, Settings
from digest.errors import DigestError, Exit


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(DigestError) as caught:
        load(folder)
    assert caught.value.status is Exit.USAGE
    return [str(problem) for problem in caught.value.problems]


def test_an_empty_folder_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_values_are_read_into_their_types(tmp_path: Path) -> None:
    write(
        tmp_path,
        pipeline="edition:\n  lead_events: 7\ncopies:\n  jaccard: 0.6\n",
        outlets="outlets:\n- name: A Desk\n  aliases: [a.example]\n  rights: excerpt\n",
        names="names:\n- name: NO\n  variants: [Norway]\n  kind: place\n",
        overrides="overrides:\n\n- reason: two stories\n  split: [a, b]\n",
    )
    settings = load(tmp_path)
    assert settings.edition.lead_events == 7
    assert settings.copies.jaccard == 0.6
    assert settings.outlets[0].rights is Rights.EXCERPT
    assert settings.names[0].name == "NO", "every text is taken as written: NO is not false"
    assert settings.names[0].kind is NameKind.PLACE
    assert settings.overrides[0].line == 3


def test_all_errors_come_at_once_with_place_and_nearest_key(tmp_path: Path) -> None:
    write(
        tmp_path,
        pipeline="edition:\n  lead_event: 7\n  stale_after_days: soon\n",
        topics="topics:\n- name: Energy\n  keyword: [oil]\n- keywords: [gas]\n",
    )
    folder = tmp_path.name
    assert faults(tmp_path) == [
        f"{folder}/pipeline.yml:2:3: edition.lead_event: unknown key; did you mean 'lead_events'?",
        f"{folder}/pipeline.yml:3:21: edition.stale_after_days: expected a whole number, found 'soon'",
        f"{folder}/topics.yml:3:3: topics[0].keyword: unknown key; did you mean 'keywords'?",
        f"{folder}/topics.yml:4:3: topics[1]: missing name",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outlets:\n- name: [", "not valid YAML"),
        ("outlets: &a\n- name: x\n", "anchors and aliases are not accepted"),
        ("outlets: x\n", "expected a list"),
        ("outlets:\n- name: A\n  rights: some\n", "'some' is not one of full, excerpt, link"),
        ("outlets:\n- name: A\n  name: B\n", "given twice"),
        ("- 1\n", "expected a mapping with outlets"),
        ("topics: []\n", "unknown key"),
        ("[" * 20_000, "nested more than 8 deep"),
    ],
)
def test_what_is_refused_says_why(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(faults(write(tmp_path, outlets=text)))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.yml").write_bytes(b"names:\n- name: Kabor\xe9\n")
    assert "not UTF-8" in faults(tmp_path)[0]


def test_an_unknown_file_and_a_missing_folder_are_errors(tmp_path: Path) -> None:
    write(tmp_path, outlet="outlets: []\n")
    assert "did you mean 'outlets.yml'?" in faults(tmp_path)[0]
    assert "no such settings folder" in faults(tmp_path / "none")[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "time_zone: Europe/Londn",
            "'Europe/Londn' is no time zone of the IANA list; did you mean 'Europe/London'?",
        ),
        ("time_zone: europe/london", "did you mean 'Europe/London'?"),
        ("time_zone: new york", "did you mean 'America/New_York'?"),
        ("time_zone: ../../etc/passwd", "such as Europe/London"),
        ("time_zone: 5", "such as Europe/London"),
        ("cut_off: 6 am", "expected a time from 00:01 to 24:00, such as 06:00, found '6 am'"),
        ("cut_off: 6:00", "found '6:00'"),
        ("cut_off: '00:00'", "found '00:00'"),
        ("cut_off: 24:01", "found '24:01'"),
        ("cut_off: [6]", "found a list"),
    ],
)
def test_a_time_zone_and_a_cut_off_are_checked(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, pipeline=f"edition:\n  stale_after_days: 2\n  {text}\n")
    (found,) = faults(tmp_path)
    key = text.partition(":")[0]
    assert found.startswith(f"{tmp_path.name}/pipeline.yml:3:{5 + len(key)}: edition.{key}: ")
    assert said in found


@pytest.mark.parametrize("number", ["0", "51", "1000"])
def test_how_many_events_lead_is_bounded(tmp_path: Path, number: str) -> None:
    (said,) = faults(write(tmp_path, pipeline=f"edition:\n  lead_events: {number}\n"))
    assert said.endswith(
        f":2:16: edition.lead_events: expected a whole number from 1 to 50, found '{number}'"
    )


def test_a_time_zone_and_a_cut_off_are_read_as_written(tmp_path: Path) -> None:
    write(tmp_path, pipeline="edition: {time_zone: Asia/Baghdad, cut_off: 06:00}\n")
    found = load(tmp_path).edition
    assert (found.time_zone, found.cut_off) == ("Asia/Baghdad", "06:00")
