"""Records of JSON texts: in all their shapes, and around broken ones."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Problem
from desktop_app.formats import json_records
from desktop_app.formats.json_records import Record

LONG = 100_000


def _read(text: str, *names: str) -> tuple[list[Record], list[Problem]]:
    found = list(json_records.read(text, *names))
    return (
        [one for one in found if isinstance(one, Record)],
        [one for one in found if isinstance(one, Problem)],
    )


def _ids(text: str, *names: str) -> list[tuple[int, Any]]:
    return [(r.line, r.value.get("id")) for r in _read(text, *names)[0] if not r.member]


@pytest.mark.parametrize(
    "text",
    [
        '[\n{"id": 1},\n{"id": 2}]',
        '\n{"id": 1}\n{"id": 2}\n',
        '{"n": 0, "items":\n[{"id": 1},\n{"id": 2}]}',
        '{"m": {"items":\n[{"id": 1},\n{"id": 2}], "n": 3}}',
        '{"papers":\n[{"id": 1},\n{"id": 2}]}',
        '\n[{"id": 1},,\n{"id": 2},]',
        '\n[{"id": 1}\n{"id": 2}]',
        '\n[{"id": 1}]\n[{"id": 2}]',
    ],
)
def test_shapes(text: str) -> None:
    found, problems = _read(text, "items", "m")
    assert [r.value for r in found if not r.member] == [{"id": 1}, {"id": 2}]
    assert [r.line for r in found if not r.member] == [2, 3]
    assert problems == []


def test_one_record_that_holds_arrays() -> None:
    record = {"title": "A", "author": [{"family": "B"}]}
    assert _read(json.dumps(record), "items")[0] == [Record(1, record)]


def test_what_is_beside_the_records_is_named() -> None:
    found, _ = _read('{"a": {"b": 1},\n"items": [{"id": 1}],\n"c": [2]}', "items")
    assert found == [Record(2, {"id": 1}), Record(1, {"b": 1}, "a"), Record(3, [2], "c")]


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "a, "x": "y"}',  # a quotation mark too few, which turns all that follow around
        '{"id": "a", "x": [1, 2}',
        '{"id": "a", "x": {"y": 1}',
        '{"id": "a", "x": }',
        '{"id": "a" "x": 1}',
        '{"id": a}',
        "{'id': 1}",
        '{"id": 1, "b": "\\x"}',
        "nothing",
        '"text"',
        "12",
        '[{"id": 9}]',
    ],
)
@pytest.mark.parametrize("between", [",", ",\n", ",\n  ", "\n,"])
def test_a_broken_record_spoils_no_other(broken: str, between: str) -> None:
    records = ['{"id": 1}', '{"id": 2, "x": [{"y": "}"}]}', broken, '{"id": 3}', '{"id": 4}']
    found, problems = _read(f"[{between.join(records)}]")
    assert [r.value["id"] for r in found] == [1, 2, 3, 4]
    assert [p.line for p in problems] == [2 * between.count("\n") + 1]


def test_indented_records_go_on_where_the_next_begins() -> None:
    records = [{"title": "A", "author": [{"family": "B"}]}, {"id": 2}, {"type": "x", "id": 3}]
    text = json.dumps(records, indent=2).replace('"B"\n      }\n    ]', '"B"')
    found, [problem] = _read(text)
    assert [r.value["id"] for r in found] == [2, 3]
    assert problem.line == 2


def test_records_that_are_not_closed() -> None:
    parts = [f'{{"id": {n}, "text": "{"x" * 2000}", "list": [{{"a": 1}}' for n in range(3000)]
    whole = [n % 7 > 0 for n in range(3000)]
    text = ",\n".join(part + "]}" * right for part, right in zip(parts, whole, strict=True))
    began = time.perf_counter()
    found, problems = _read(f"[{text}]")
    assert [r.value["id"] for r in found] == [n for n in range(3000) if whole[n]]
    assert len(problems) >= whole.count(False)
    assert time.perf_counter() - began < 20


def test_a_file_that_was_cut_gives_what_is_whole() -> None:
    found, problems = _read('[\n{"id": 1},\n{"id": 2},\n{"id": 3, "ti')
    assert [r.value["id"] for r in found] == [1, 2]
    assert [p.line for p in problems] == [4, 4]
    assert problems[1].reason == json_records.CUT


def test_signs_that_json_does_not_allow_in_texts() -> None:
    assert _ids('[{"id": "a\tb\nc"}, {"id": 2}]') == [(1, "a\tb\nc"), (2, 2)]


def test_numbers_that_are_none() -> None:
    digits = "9" * 5000
    [record], problems = _read(f'[{{"a": NaN, "b": -Infinity, "c": 1e999, "d": {digits}}}]')
    assert record.value == {"a": "NaN", "b": "-Infinity", "c": "1e999", "d": digits}
    assert problems == []


def test_a_name_that_comes_twice_is_told() -> None:
    found, [problem] = _read('[{"id": 1, "id": 2}, {"id": 3}]')
    assert [r.value["id"] for r in found] == [2, 3]
    assert (problem.line, problem.kept) == (1, True)
    assert problem.reason == json_records.TWICE.format(name="id")


def test_lone_surrogates_are_taken() -> None:
    assert _ids('[{"id": "\\ud800"}]') == [(1, "\ud800")]


@pytest.mark.parametrize(
    "text",
    [
        "[" * LONG,
        "{" * LONG,
        "]" * LONG,
        '{"items":' * LONG,
        '{"a":' * LONG,
        '[{"a":' * LONG,
        '[{"id":"' * (LONG // 8),
        '[{"id":1 ' * (LONG // 8),
        '"' * LONG,
        "\\" * LONG,
        '[{"a": "' + "x" * (20 * LONG),
        "[" + " " * (20 * LONG),
        '[{"id": 1}' + "\n" * (20 * LONG) + "x",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    _, problems = _read(text, "items")
    assert problems
    assert time.perf_counter() - began < 5


def test_records_longer_than_what_is_looked_at_at_a_time() -> None:
    long = "x" * 200_000
    records = [{"id": n, "text": long[: n * 40_000], "list": [long[:9]] * 9000} for n in range(6)]
    for text in (json.dumps(records), "\n".join(map(json.dumps, records))):
        found, problems = _read(text, "items")
        assert [r.value for r in found] == records
        assert problems == []
    found, _ = _read(json.dumps({"items": records, "b": 1}), "items")
    assert [r.value for r in found if not r.member] == records


def test_a_list_of_no_known_name_is_found_however_long_it_is() -> None:
    records = [{"id": n, "text": "x" * 1000} for n in range(5000)]
    found, problems = _read(json.dumps({"version": 1, "stuff": records}), "items")
    assert [r.value for r in found if not r.member] == records
    assert problems == []


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)
_records = st.lists(st.dictionaries(st.text(max_size=4), _values, max_size=4), max_size=5)


@given(_records, st.sampled_from([None, 0, 2]), st.booleans())
def test_what_is_sound_is_read(
    records: list[dict[str, Any]], indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(records, indent=indent, ensure_ascii=ascii_only)
    found, problems = _read(text, "items")
    assert [r.value for r in found] == records
    assert problems == []


@given(_records, st.data())
def test_any_text_is_read_to_its_end(records: list[dict[str, Any]], data: st.DataObject) -> None:
    text = json.dumps(records, indent=data.draw(st.sampled_from([None, 1])))
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, len(text)))
    put = data.draw(st.text('{}[]",:\\ \na1', max_size=4))
    for made in (text[:at] + put + text[end:], text[:at] + put):
        found, problems = _read(made, "items")
        assert all(one.line >= 1 for one in found)
        assert all(one.reason for one in problems)
