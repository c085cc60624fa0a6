"""Words and sentences around a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import passages


def words(text: str) -> list[str]:
    """List what a double click on each place selects, each once."""
    spans = dict.fromkeys(passages.word(text, at) for at in range(len(text)))
    return [text[a:b] for a, b in spans if text[a:b].strip()]


def sentences(text: str) -> list[str]:
    spans = dict.fromkeys(passages.sentence(text, at) for at in range(len(text)))
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a state-of-the-art net", ["a", "state-of-the-art", "net"]),
        ("it doesn’t, they don't", ["it", "doesn’t", "they", "don't"]),
        ("93.1 or 1,500 in GPT-4", ["93.1", "or", "1,500", "in", "GPT-4"]),
        ("the ‘so-called’ x_1", ["the", "so-called", "x_1"]),
        ("naïve e\u0301tude", ["naïve", "e\u0301tude"]),
        ("𝒪(𝑛) time", ["𝒪", "𝑛", "time"]),
        ("東京タワーへ", ["東京", "タワー", "へ"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("می\u200cخواهم رفت", ["می\u200cخواهم", "رفت"]),
    ],
)
def test_a_word_is_what_a_reader_calls_one(text: str, found: list[str]) -> None:
    assert [w for w in words(text) if w[-1].isalnum()] == found


@pytest.mark.parametrize("sign", ["👩‍🔬", "🇩🇪", "👍🏽", "❤️", "👨‍👩‍👧‍👦"])
def test_a_sign_is_taken_whole(sign: str) -> None:
    text = f"🇫🇷{sign}🙂"
    start = len("🇫🇷")
    for at in range(start, start + len(sign)):
        assert passages.word(text, at) == (start, start + len(sign))
        assert passages.splits(text, at) == (at > start)
    assert not passages.splits(text, start + len(sign))


@pytest.mark.parametrize("text", ["e\u0301", "कि", "ที่"])
def test_a_mark_is_not_parted_from_its_letter(text: str) -> None:
    places = [at for at in range(len(text) + 1) if not passages.splits(text, at)]
    assert places == [0, len(text)]


def test_a_place_behind_a_word_is_the_words() -> None:
    assert passages.word("one, two", 3) == (0, 3)
    assert passages.word("one", 3) == (0, 3)


@pytest.mark.parametrize(
    "text",
    [
        "We compare A vs. B, e.g. in Fig. 3 and Eqs. 4 and 5.",
        "As Lee et al. (2020) say, it is so.",
        "As Lee et al. 2020 and Power et al. GPT-3 show.",
        "It reaches 93.1 percent at a rate of .5 only.",
        "See No. 5, pp. 3 and Sec. 2 of J. R. Smith on i.i.d. data.",
        "This is approx. 3 times better, i.e. good.",
        "It runs on\nseveral lines.",
        "1. First comes this.",
        "An “end.” within, and so on.",
        "Yahoo! answers nothing.",
        "Code is at https://example.org/a.b?c=d now.",
    ],
)
def test_what_does_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("It ends here.", "Does it?", "Yes!", "And on…"),
        ("We build on Lee et al.", "Our method is faster."),
        ("So it was shown.[3, 4]", "New ones follow."),
        ("It said “so.”", "Then (it ended.)", "Good."),
        ("We use 1,500 etc.", "The rest is old."),
        ("We answer no.", "We ask again."),
        ("It is long.", "mT5 is longer."),
        ("שלום עולם.", "זה משפט שני."),
        ("هل هذا صحيح؟", "نعم."),
    ],
)
def test_what_ends_a_sentence(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)


def test_an_empty_line_ends_a_sentence() -> None:
    assert sentences("Goals\n\nTo see it.") == ["Goals", "To see it."]


def test_scripts_without_spaces_have_sentences() -> None:
    assert sentences("这是一句。「另一句！」第三？") == ["这是一句。", "「另一句！」", "第三？"]


@given(st.text(alphabet="aB. \n?!(“”)3é。🙂\u200d", max_size=60), st.integers(0, 60))
def test_every_place_has_a_word_and_a_sentence(text: str, offset: int) -> None:
    for start, end in (passages.word(text, offset), passages.sentence(text, offset)):
        assert 0 <= start <= end <= len(text)


@given(st.text(alphabet="aB. \n?!(“”)3é。🙂\u200d", max_size=60))
def test_sentences_part_the_text(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("no end", ["no end"]),
        ("By 3.5 per cent, e.g. in Fig. 2. Next.", ["By 3.5 per cent, e.g. in Fig. 2.", "Next."]),
        ("As of Lee et al. (2020).  Next?", ["As of Lee et al. (2020).", "Next?"]),
        ("One.\n\nTwo", ["One.", "Two"]),
    ],
)
def test_all_sentences_of_a_text(text: str, expected: list[str]) -> None:
    found = passages.sentences(text)
    assert [text[start:end] for start, end in found] == expected
    assert [passages.sentence(text, start) for start, _ in found] == found
