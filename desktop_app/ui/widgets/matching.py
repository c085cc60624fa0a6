"""How typed words are found in the text of a command or a title, and how well they fit."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import IntEnum


class Fit(IntEnum):
    """How a text was matched, best first."""

    PREFIX = 0
    WORD_STARTS = 1
    SUBSTRING = 2
    SUBSEQUENCE = 3
    ELSEWHERE = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A match: the worst fit of its words, and the places of the letters matched."""

    fit: Fit
    letters: frozenset[int] = frozenset()


def match(typed: str, text: str) -> Match | None:
    """Find every typed word in `text`, or None; letters are found whatever their case or accent.

    A word fits where the text begins with it, a word does, anywhere as a piece, or letter by
    letter, each letter at the start of a word or after the one before.
    """
    folded = fold(text)
    whole = fold(typed.strip())
    if whole and folded.startswith(whole):
        return Match(Fit.PREFIX, frozenset(range(len(whole))))
    fit = Fit.PREFIX
    letters: set[int] = set()
    for word in fold(typed).split():
        found = _word(word, folded)
        if found is None:
            return None
        fit = max(fit, found[0])
        letters.update(found[1])
    return Match(fit, frozenset(letters))


def fold(text: str) -> str:
    """Give a text in small letters without accents, letter for letter as long as before."""
    return text.lower() if text.isascii() else "".join(map(_fold_letter, text))


def runs(letters: frozenset[int]) -> list[tuple[int, int]]:
    """Join places that follow each other into runs of start and length."""
    found: list[tuple[int, int]] = []
    for place in sorted(letters):
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found


def _word(word: str, text: str) -> tuple[Fit, range | list[int]] | None:
    if text.startswith(word):
        return Fit.PREFIX, range(len(word))
    place = first = text.find(word)
    while place >= 0:
        if _starts_word(text, place):
            return Fit.WORD_STARTS, range(place, place + len(word))
        place = text.find(word, place + 1)
    if first >= 0:
        return Fit.SUBSTRING, range(first, first + len(word))
    spread = _subsequence(word, text)
    return (Fit.SUBSEQUENCE, spread) if spread else None


def _subsequence(word: str, text: str) -> list[int] | None:
    """Place the letters of a word one after another, each at a word's start or next to the last."""
    starts = [i for i in range(len(text)) if _starts_word(text, i)]
    paths = [[i] for i in starts if text[i] == word[0]]
    for letter in word[1:]:
        # Two ways to the same place are equal from there on: one of them is enough.
        onward: dict[int, list[int]] = {}
        for path in paths:
            for place in (path[-1] + 1, *(s for s in starts if s > path[-1] + 1)):
                if place < len(text) and text[place] == letter:
                    onward.setdefault(place, [*path, place])
        paths = list(onward.values())
    return paths[0] if paths else None


def _starts_word(text: str, place: int) -> bool:
    return text[place].isalnum() and (place == 0 or not text[place - 1].isalnum())


def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter
