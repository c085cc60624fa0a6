from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.services import similar_sentences as service
from desktop_app.services.similar_sentences import Fit, Found, Pair
from tests import vectors

WARM = "Curved manifolds are warm"
SOUP = "Leeks simmer in a pot"


def _encode(texts: Sequence[str]) -> list[bytes]:
    """Turn each sentence by as many degrees as the number it ends with."""
    return [vectors.turned(float(text.rstrip(".").split()[-1])) for text in texts]


def test_the_nearest_sentences_are_found() -> None:
    own = f"{WARM} at 0. {SOUP} for 80."
    far, near = f"{SOUP} for 30. {WARM} at 150.", f"{WARM} at 200. {SOUP} for 76."
    found = service.pairs(own, [far, near], _encode)
    assert [(p.own, p.other) for p in found if p] == [
        (f"{WARM} at 0.", f"{SOUP} for 30."),
        (f"{SOUP} for 80.", f"{SOUP} for 76."),
    ]
    assert [p.score for p in found if p] == pytest.approx([0.866, 0.998], abs=1e-3)
    assert service.pair(own, near, _encode) == found[1]


@pytest.mark.parametrize(
    ("degrees", "fit"), [(0, Fit.SAME), (30, Fit.TELLING), (75, Fit.WEAK), (180, Fit.WEAK)]
)
def test_which_are_worth_telling(degrees: int, fit: Fit) -> None:
    found = service.pair(f"{WARM} at 0.", f"{SOUP} for {degrees}.", _encode)
    assert found is not None
    assert found.fit is fit


@pytest.mark.parametrize(
    "empty", ["", "We show strong results.", "Code: https://example.org/curved-manifolds 3."]
)
def test_what_says_nothing_has_no_pair(empty: str) -> None:
    full = f"{WARM} at 0."
    assert service.pairs(full, [empty, full], _encode)[0] is None
    assert service.pairs(empty, [full], _encode) == [None]
    assert service.pairs(full, [], _encode) == []


def test_each_sentence_is_embedded_once() -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> list[bytes]:
        asked.extend(texts)
        return _encode(texts)

    text = f"{WARM} at 0. {SOUP} for 80."
    service.pairs(text, [text, text], encode)
    assert sorted(asked) == sorted(service.sentences(text))


def test_sentences_end_where_they_end() -> None:
    text = (
        "Manifolds, e.g. spheres, curve by 3.5 per cent (cf. Lee et al. 2020). Leeks of Dr. Lee\n"
        "simmer in pots, i.e. slowly. See also the leek soup?"
    )
    assert service.sentences(text) == [
        "Manifolds, e.g. spheres, curve by 3.5 per cent (cf. Lee et al. 2020).",
        "Leeks of Dr. Lee simmer in pots, i.e. slowly.",
        "See also the leek soup?",
    ]


def test_a_paper_without_abstract_is_told_by_its_title() -> None:
    assert service.told("Title", " ") == "Title"
    assert service.told("Title", "Abstract.") == "Abstract."


def test_what_was_found_is_kept() -> None:
    telling, weak = Pair("a", "b", 0.8, Fit.TELLING), Pair("a", "c", 0.2, Fit.WEAK)
    found = Found()
    assert found.lacking("own", ["x", "y", "x"]) == ["x", "y"]
    found.add("own", {"x": telling, "y": weak, "z": None})
    assert found.lacking("own", ["x", "y", "z", "new"]) == ["new"]
    assert [found.get("own", other) for other in ("x", "y", "z", "new")] == [
        telling,
        None,
        None,
        None,
    ]
    assert found.lacking("another", ["x"]) == ["x"]


def test_the_oldest_are_forgotten() -> None:
    found = Found()
    for n in range(2_000):
        found.add("own", {str(n): None})
    lacking = found.lacking("own", [str(n) for n in range(2_000)])
    assert 0 < len(lacking) < 2_000
    assert lacking == [str(n) for n in range(len(lacking))]


def test_a_sentence_is_found_in_its_text() -> None:
    whole = "Leeks simmer.\nManifolds  (of\nall kinds) curve. So do leeks."
    start, end = service.place(whole, "Manifolds (of all kinds) curve.") or (0, 0)
    assert whole[start:end] == "Manifolds  (of\nall kinds) curve."
    assert service.place(whole, "Soups curve.") is None
    assert service.place(whole, " ") is None


def test_what_was_met_lately_is_not_embedded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> list[bytes]:
        asked.extend(texts)
        return _encode(texts)

    monkeypatch.setattr(service.embedding, "encode", embed)
    monkeypatch.setattr(service, "_vectors", {})
    own, other = f"{WARM} at 0.", f"{SOUP} for 30."
    assert service.pairs(own, [other]) == service.pairs(own, [other], _encode)
    service.pairs(own, [other, f"{SOUP} for 31."])
    assert sorted(asked) == sorted([own, other, f"{SOUP} for 31."])
