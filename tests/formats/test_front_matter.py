from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import text
from desktop_app.formats import front_matter

yaml = pytest.importorskip("yaml")

texts = st.text(st.characters(exclude_categories=["Cs"])).filter(bool)
WHEN = datetime(2026, 11, 23, 12, 0, 7, tzinfo=UTC)


def read(written: str) -> dict[str, object]:
    fence, head, rest = written.split("---\n")
    assert (fence, rest) == ("", "")
    loaded = yaml.safe_load(head)
    assert isinstance(loaded, dict)
    return loaded


@given(texts, st.lists(texts, min_size=1), st.integers())
def test_yaml_reads_what_was_written(title: str, tags: list[str], year: int) -> None:
    fields = {"title": title, "tags": tags, "year": year, "added": WHEN}
    assert read(front_matter.write(fields)) == fields


@pytest.mark.parametrize(
    "title",
    [
        "yes",
        "null",
        "2024",
        "a: b",
        "# no",
        "'",
        '"',
        "\\",
        "- x",
        "---",
        "a\nb",
        "🜁",
        "{%",
        "\x85",
    ],
)
def test_odd_titles(title: str) -> None:
    assert read(front_matter.write({"title": title})) == {"title": title}


def test_what_is_unknown_is_left_out() -> None:
    assert front_matter.write({"title": "A", "year": None, "doi": "", "tags": ()}) == (
        '---\ntitle: "A"\n---\n'
    )


@given(texts, texts)
def test_the_id_is_found_again(title: str, key: str) -> None:
    written = front_matter.write({"title": title, "id": key})
    assert front_matter.ident(written + "\nid: no\n") == key


@pytest.mark.parametrize(
    "other",
    [
        "",
        "id: x",
        "---\nid: x\n---\n",
        '---\nid: "x"\n',
        '---\nid: "\\q"\n---\n',
        '\n---\nid: "x"\n---\n',
    ],
)
def test_files_of_another_origin_have_none(other: str) -> None:
    assert front_matter.ident(text.clean(other)) is None
