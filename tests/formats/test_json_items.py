from __future__ import annotations

import json
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formats import json_items
from desktop_app.formats.json_items import Item

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=4)


def read(text: str, size: int = 7) -> list[Item]:
    return list(json_items.read(text[at : at + size] for at in range(0, len(text), size)))


def values(found: list[Item]) -> list[Any]:
    assert [item.flaw for item in found if item.flaw] == []
    return [item.value for item in found]


@given(st.lists(OBJECTS, max_size=4), st.integers(1, 60))
def test_a_list_comes_back_however_it_is_cut(items: list[Any], size: int) -> None:
    text = "".join(json_items.write(iter(items)))
    assert json.loads(text) == items
    found = read(text, size)
    assert values(found) == items
    assert [item.number for item in found] == list(range(1, len(items) + 1))


@given(st.dictionaries(st.text(min_size=1), st.lists(OBJECTS, max_size=3), max_size=3), OBJECTS)
def test_an_object_comes_back(lists: dict[str, list[Any]], single: Any) -> None:
    members: dict[str, Any] = {name: iter(items) for name, items in lists.items()}
    text = "".join(json_items.write_object({"@context": single} | members))
    assert json.loads(text) == {"@context": single} | lists
    found = read(text, 11)
    for name, items in lists.items():
        assert [item.value for item in found if item.member == name and item.number] == items


@given(st.lists(OBJECTS, max_size=4), st.sampled_from([None, 1, 2, 4, "\t"]))
def test_other_layouts_are_read(items: list[Any], indent: int | None) -> None:
    assert values(read(json.dumps(items, indent=indent))) == items
    assert values(read(json.dumps({"a": items}, indent=indent))) == items


def test_an_item_a_line() -> None:
    text = "".join(json_items.write_object({"a": iter([{"x": 1}, {"x": 2}]), "b": iter([])}))
    assert text == '{\n "a": [\n  {"x": 1},\n  {"x": 2}\n ],\n "b": []\n}\n'
    assert [item.line for item in read(text)] == [3, 4]


@pytest.mark.parametrize(
    "broken", ['{"x": }', '{"x": "no end}', "{", '{"x": NaN}', '{"x": 1e999}', "nonsense", '"']
)
def test_a_broken_item_spoils_no_other(broken: str) -> None:
    for indent in ("", "  "):
        lines = [f'{indent}{{"n": 1}}', f"{indent}{broken}", f'{indent}{{"n": 2}}']
        for text in ("[\n" + ",\n".join(lines) + "\n]\n", f'{{"a": [\n{",".join(lines)}\n]}}'):
            text = text.replace(",", ",\n") if '"a"' in text else text
            found = read(text)
            assert [item.value for item in found if not item.flaw] == [{"n": 1}, {"n": 2}]
            [flaw] = [item for item in found if item.flaw]
            assert text.split("\n")[flaw.line - 1].strip().startswith(broken)


def test_a_list_that_follows_a_broken_item_is_read() -> None:
    text = '{\n "a": [\n  {"n": },\n  {"n": 1}\n ],\n "b": [\n  {"n": 2}\n ]\n}\n'
    found = read(text)
    assert [(i.member, i.value) for i in found if not i.flaw] == [("a", {"n": 1}), ("b", {"n": 2})]


@pytest.mark.parametrize(
    "text", ["", "  ", "x", "[", '[\n{"a": 1}', '{"a"', '{"a": [{}', '{"a": 1']
)
def test_what_ends_too_early_is_told(text: str) -> None:
    assert any(item.flaw for item in read(text))


@given(st.text(st.sampled_from('[]{}",:\\ \n1ea-x'), max_size=60), st.integers(1, 9))
def test_anything_is_read(text: str, size: int) -> None:
    for item in read(text, size):
        assert item.line >= 1


def test_what_is_deep_or_long_ends() -> None:
    began = perf_counter()
    many = ",\n".join(['{"a": 1}'] * 1000)
    for text in ("[" * 200_000, '{"a":' * 100_000, f'[{{"a": "{"x" * 3_000_000},\n{many}]'):
        assert any(item.flaw for item in json_items.read(iter([text])))
    unended = (f'"{"y" * 1_000_000}\n' for _ in range(30))
    assert any(item.flaw for item in json_items.read(("[\n", *unended)))
    assert perf_counter() - began < 5
