"""Background frequencies: read from wordfreq's files as wordfreq itself reads them."""

import pytest

from digest.text.frequency import background_idf, raw_frequencies


@pytest.mark.parametrize("lang", ["en", "ar", "zh", "de"])
def test_the_files_are_read_as_their_package_reads_them(lang: str) -> None:
    import wordfreq

    expected = wordfreq.get_frequency_dict(lang, "small")
    assert raw_frequencies(lang) == pytest.approx(expected)


def test_a_language_without_a_list_has_none() -> None:
    assert not raw_frequencies("und")
    assert not raw_frequencies("../x")


def test_rarer_words_weigh_more() -> None:
    assert (
        background_idf("the", "en")
        < 0.01
        < background_idf("government", "en")
        < background_idf("tsunami", "en")
    )
    assert background_idf("qwzx", "en") == background_idf("zzqwx", "und")
