from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.papers import Link, LinkKind
from desktop_app.formats import links, papers_page, sniff

BANNER = (
    "Get trending papers in your email inbox once a day!\n"
    "Get trending papers in your email inbox!\n"
)
LONG = "We study a thing that was not studied before and find that it can be studied. " * 4


def titles(page: str) -> list[str]:
    return [draft.title for draft in papers_page.parse(page)[0]]


def problems(page: str) -> list[tuple[int | None, str]]:
    return [(p.line, p.reason) for p in papers_page.parse(page)[1]]


def test_the_real_page(shared: Path) -> None:
    page = sniff.sniff((shared / "papers-page.txt").read_bytes()).text

    drafts, left_out = papers_page.parse(page)

    assert len(drafts) == 221
    assert not left_out
    assert (
        drafts[0].title == "Distilled Feature Fields Enable Few-Shot Language-Guided Manipulation"
    )
    assert drafts[-1].title == "Foundation Policies with Hilbert Representations"
    assert drafts[0].line == 3
    lines = set(page.split("\n"))
    assert all(draft.abstract in lines for draft in drafts)
    found = [link for draft in drafts for link in draft.links]
    assert len(found) == 65
    assert not [link for link in found if link.url[-1] in ".,;:)}"]
    assert [link.url for link in found if link.kind is LinkKind.OTHER] == [
        "https://europe.naverlabs.com/unic",
        "https://wandb.ai/landskape/APP",
    ]


def test_banner_and_glue_are_dropped() -> None:
    assert titles(f"{BANNER}SubscribeA Title\n{LONG}") == ["A Title"]
    assert titles(f"{BANNER}SubscribetSNE for All\n{LONG}") == ["tSNE for All"]
    assert titles(f"{BANNER}Subscribe\nSubscribe to Me\n{LONG}") == ["Subscribe to Me"]


def test_without_a_banner_only_plain_glue_is_dropped() -> None:
    assert titles(f"SubscribeA Title\n{LONG}") == ["A Title"]
    assert titles(f"Subscribers Leave\n{LONG}") == ["Subscribers Leave"]
    assert titles(f"One\n{LONG}\nSubscribeTwo\n{LONG}") == ["One", "SubscribeTwo"]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n\n\n", "\n \n"])
def test_newlines_and_blank_lines_do_not_matter(newline: str) -> None:
    page = newline.join([*BANNER.split("\n")[:2], "SubscribeOne", LONG, "Two", LONG])

    assert titles("\ufeff" + page) == ["One", "Two"]


def test_the_abstract_is_unchanged() -> None:
    abstract = LONG + "See  https://github.com/a/b.  It is  cut in the mid"

    [draft] = papers_page.parse(f"One\n{abstract}")[0]

    assert draft.abstract == abstract
    assert draft.links == (Link("https://github.com/a/b", LinkKind.CODE),)


def test_a_title_without_an_abstract_is_left_out_and_named() -> None:
    page = f"One\n{LONG}\nBare\nIs It? Two\n{LONG}\nLast"

    assert titles(page) == ["One", "Is It? Two"]
    assert problems(page) == [(3, papers_page.NO_ABSTRACT), (6, papers_page.NO_ABSTRACT)]


def test_a_page_cut_at_its_beginning() -> None:
    page = f"{LONG}\nOne\n{LONG}"

    assert titles(page) == ["One"]
    assert problems(page) == [(1, papers_page.NO_TITLE)]


def test_a_page_cut_in_an_abstract_keeps_what_there_is() -> None:
    [draft] = papers_page.parse(f"One\n{LONG[:120]}")[0]

    assert draft.abstract == LONG[:120].strip()


def test_short_abstracts() -> None:
    page = "One\nWe show it.\nTwo\nSee https://example.org/x for all\nThree: A vs. B\nIt is so."

    assert titles(page) == ["One", "Two", "Three: A vs. B"]


def test_nothing_is_found_in_nothing() -> None:
    assert papers_page.parse(BANNER) == ((), ())


def plausible(page: str) -> bool:
    return papers_page.plausible(*papers_page.parse(page))


def test_pages_are_plausible_whole_cut_and_odd(shared: Path) -> None:
    page = sniff.sniff((shared / "papers-page.txt").read_bytes()).text

    assert all(plausible(page[:end]) for end in (len(page), 100_000, 2500, 1000, 300))
    assert plausible(page[500:20_000])
    assert plausible(f"One\n{LONG}\nBare\nBarer\nBarest\nTwo\n{LONG}")
    assert plausible("One\nWe show it.\nTwo\nIt is so.")


@pytest.mark.parametrize(
    "page",
    [
        "Dear reader,\nthis is a letter.\nIt has some lines.\nThey are short.\nAll.\nOf them.\n"
        * 3,
        "id,title\n" + "\n".join(f"{n},{LONG}" for n in range(9)),
        "\n".join(f"A Title without More {n}" for n in range(9)),
    ],
)
def test_other_texts_are_no_page(page: str) -> None:
    assert not plausible(page)


lines = st.one_of(
    st.text(max_size=60),
    st.text(min_size=papers_page.LONG, max_size=papers_page.LONG + 50),
    st.just("https://github.com/a/b)."),
    st.sampled_from([*BANNER.split("\n"), "Subscribe", "", "A Title", LONG]),
)


@given(st.one_of(st.text(), st.lists(lines).map("\n".join)))
def test_any_text_is_read_without_an_error(page: str) -> None:
    drafts, left_out = papers_page.parse(page)

    for draft in drafts:
        assert draft.title.strip()
        assert draft.abstract
        assert all(link.url.startswith("http") for link in draft.links)
    taken = [d.line for d in drafts] + [p.line for p in left_out]
    assert len(set(taken)) == len(taken)


@given(st.lists(st.sampled_from(["Broken One", "Broken Two"]), max_size=3))
def test_records_around_broken_ones_are_kept(broken: list[str]) -> None:
    page = "\n".join(["Good One", LONG, *broken, "Good Two", LONG])

    assert titles(page) == ["Good One", "Good Two"]
    assert len(problems(page)) == len(broken)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("at https://a.org/x.", "https://a.org/x"),
        ("(https://a.org/x)", "https://a.org/x"),
        ("https://a.org/x_(y)", "https://a.org/x_(y)"),
        (r"\url{https://a.org/x}.", "https://a.org/x"),
        (r"\href{https://a.org/x}{here}", "https://a.org/x"),
        (r"$\href{https://a.org/x}$", "https://a.org/x"),
        ("[x](https://a.org/x),", "https://a.org/x"),
        ("https://a.org/x$.", "https://a.org/x"),
        ("https://a.org/x。", "https://a.org/x"),
        ("https://a.org/x{https://a.org/x}", "https://a.org/x"),
        ("see www.a.org/x;", "https://www.a.org/x"),
        ("see github.com/a/b.", "https://github.com/a/b"),
        ("https://a.org/?q=1&r=2", "https://a.org/?q=1&r=2"),
    ],
)
def test_addresses_are_found_and_trimmed(text: str, url: str) -> None:
    assert [link.url for link in links.find(text)] == [url]


@pytest.mark.parametrize("text", ["", "http://", "https://.", "a@www.b", "e.g. this", "https://[x"])
def test_what_is_no_address(text: str) -> None:
    assert links.find(text) == ()


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", LinkKind.CODE),
        ("https://www.gitlab.com/a", LinkKind.CODE),
        ("https://huggingface.co/datasets/a", LinkKind.DATA),
        ("https://huggingface.co/spaces/a", LinkKind.PROJECT),
        ("https://huggingface.co/a/b", LinkKind.OTHER),
        ("https://zenodo.org/1", LinkKind.DATA),
        ("https://youtu.be/x", LinkKind.VIDEO),
        ("https://a.github.io/b", LinkKind.PROJECT),
        ("https://wilds.stanford.edu", LinkKind.PROJECT),
        ("https://a.me/projects/b/", LinkKind.PROJECT),
        ("https://notgithub.com/a", LinkKind.OTHER),
        ("https://arxiv.org/abs/1", LinkKind.OTHER),
        ("no address", LinkKind.OTHER),
    ],
)
def test_kinds(url: str, kind: LinkKind) -> None:
    assert links.kind(url) is kind
