from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.checks import Unfit
from desktop_app.core.papers import PaperId, as_draft
from desktop_app.core.whole import Held, Place, WholePaper, Wording
from desktop_app.formats import whole_paper
from desktop_app.store import papers
from tests import build, filled

AT = "2026-11-23T12:00:01.000+00:00"
HASH = "ab" * 32
LIBRARY = build.library()
build.add(LIBRARY, filled.FULL)
PAPER = papers.get(LIBRARY, PaperId(1))
WHOLE = WholePaper(
    draft=as_draft(PAPER),
    key=PAPER.key,
    state="read",
    starred=True,
    source=3,
    added_at=AT,
    changed_at=AT,
    binned_at=AT,
    revisions=(Wording(build.ABSTRACT, "import", AT), Wording("Another.", "person", AT)),
    collections=(4, 2),
    documents=(
        Held(HASH, "a.pdf", 9, 2, True, AT, Place(1, 0.5, 2.0)),
        Held("cd" * 32, "b.pdf", 9, None, False, AT, Place(0, 0.0)),
    ),
    aliases=("k9", "Former2020"),
    known=("d1",),
    work=7,
    different=("k8",),
    less_like=AT,
)
RECORD = whole_paper.write(PAPER, WHOLE, {HASH: "documents/a.pdf"})


def read(record: Any) -> WholePaper:
    found, unread = whole_paper.read(record)
    assert unread == ()
    return replace(found, draft=papers.clean(found.draft))


def test_a_paper_comes_back() -> None:
    assert read(json.loads(json.dumps(RECORD))) == WHOLE
    assert whole_paper.files(RECORD) == {HASH: "documents/a.pdf"}


def test_what_is_as_usual_is_not_said() -> None:
    plain = WholePaper(WHOLE.draft, PAPER.key, "unread", False, 1, AT, AT)
    record = whole_paper.write(PAPER, plain, {})
    assert record["custom"]["carrel"]["library"] == {
        "state": "unread",
        "source": 1,
        "added": AT,
        "changed": AT,
    }
    assert read(record) == plain


def test_a_record_of_another_program_is_a_paper() -> None:
    found = read({"type": "book", "title": "By hand"})
    assert (found.draft.title, found.draft.kind, found.key) == ("By hand", "book", "")
    assert (found.state, found.revisions, found.source) == ("unread", (), 0)


def test_the_text_of_the_record_is_said_once() -> None:
    [first, second] = RECORD["custom"]["carrel"]["library"]["abstracts"]
    assert (set(first), second["text"]) == ({"origin", "added"}, "Another.")


@given(
    st.sampled_from(sorted(RECORD["custom"]["carrel"]["library"])),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.sampled_from(["text", "sha256", "file", "place", "x"]), inner)
        ),
        max_leaves=4,
    ),
)
def test_whatever_is_said_it_is_a_paper_or_unfit(name: str, value: Any) -> None:
    record = json.loads(json.dumps(RECORD))
    record["custom"]["carrel"]["library"][name] = value
    whole_paper.files(record)
    try:
        found, _ = whole_paper.read(record)
    except Unfit as e:
        assert name in str(e)  # noqa: PT017
    else:
        assert found.key == PAPER.key


@pytest.mark.parametrize("record", [None, [], "x", 1])
def test_what_is_no_record_is_unfit(record: Any) -> None:
    with pytest.raises(Unfit):
        whole_paper.read(record)
    assert whole_paper.files(record) == {}


def test_what_means_nothing_is_told() -> None:
    record = json.loads(json.dumps(RECORD))
    record["custom"]["carrel"]["library"]["odd"] = 1
    assert whole_paper.read(record)[1] == ("“odd” means nothing here",)
