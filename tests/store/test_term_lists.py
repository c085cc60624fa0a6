"""Packed terms in index.db: kept by text, dropped with other rules, never needed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop_app.core.terms_shared import Background
from desktop_app.store import embeddings, term_lists

PACKED = {f"{n:032x}": bytes([n]) * 8 for n in range(40)}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder whose index has the terms of 40 texts and a vector."""
    index = embeddings.open_index(tmp_path)
    index.put("m", {"a": b"1234"})
    term_lists.lay_out(index)
    term_lists.put(index, PACKED)
    term_lists.put_background(index, Background(40, b"\1\2"))
    index.close()
    return tmp_path


@pytest.mark.parametrize("writable", [True, False])
def test_terms_come_back_as_they_were(full: Path, writable: bool) -> None:
    index = embeddings.open_index(full, writable=writable)
    wanted = [*list(PACKED)[:3], "none"]
    assert term_lists.some(index, wanted) == {key: PACKED[key] for key in wanted[:3]}
    assert term_lists.known(index) == set(PACKED)
    assert term_lists.background(index) == Background(40, b"\1\2")
    index.close()


def test_an_index_without_them_is_read_as_one_without_terms(tmp_path: Path) -> None:
    embeddings.open_index(tmp_path).close()
    index = embeddings.open_index(tmp_path, writable=False)
    assert term_lists.some(index, ["a"]) == {}
    assert term_lists.known(index) == set()
    assert list(term_lists.spread(index)) == []
    assert term_lists.background(index) is None
    index.close()


def test_laying_out_again_keeps_them(full: Path) -> None:
    index = embeddings.open_index(full)
    term_lists.lay_out(index)
    assert term_lists.known(index) == set(PACKED)
    assert index.get("m", "a") == b"1234"
    index.close()


def test_terms_by_other_rules_are_dropped_and_vectors_kept(full: Path) -> None:
    conn = sqlite3.connect(full / embeddings.FILE)
    names = [
        name
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'terms_%'"
        )
    ]
    for name in names:
        conn.execute(f"ALTER TABLE {name} RENAME TO {name}9")
    conn.close()
    index = embeddings.open_index(full)
    term_lists.lay_out(index)
    assert term_lists.known(index) == set()
    assert index.get("m", "a") == b"1234"
    index.close()
    conn = sqlite3.connect(full / embeddings.FILE)
    assert not conn.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'terms%9'").fetchall()
    conn.close()


@pytest.mark.parametrize("most", [1, 5, 20, 40, 100])
def test_some_are_spread_over_all(full: Path, most: int) -> None:
    index = embeddings.open_index(full)
    found = list(term_lists.spread(index, most))
    assert min(most, 40) // 2 <= len(found) <= most
    assert set(found) <= set(PACKED.values())
    assert sorted(term_lists.spread(index)) == sorted(PACKED.values())
    index.close()


def test_what_is_put_again_is_replaced(full: Path) -> None:
    index = embeddings.open_index(full)
    key = next(iter(PACKED))
    term_lists.put(index, {key: b"new"})
    assert term_lists.some(index, [key]) == {key: b"new"}
    assert len(term_lists.known(index)) == len(PACKED)
    index.close()
