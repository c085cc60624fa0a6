"""Citation keys: given once, unlike any other, and leading on when they change."""

from desktop_app.core.papers import PaperId
from desktop_app.store import citekeys, identity, papers
from desktop_app.store.library import Library
from tests import build


def key(library: Library, paper: PaperId) -> str:
    return papers.get(library, paper).citekey


def test_a_paper_gets_a_key_of_author_title_and_year(library: Library) -> None:
    [paper] = build.add(library, build.draft("On the slow gradients of a net", year=2024))
    assert key(library, paper) == "leeSlowGradientsNet2024"
    assert identity.resolve(library, "LEEslowgradientsnet2024") == paper


def test_keys_differ_whatever_the_case(library: Library) -> None:
    drafts = [build.draft(year=2024) for _ in range(3)]
    shouted = build.draft(citekey="LEESLOWGRADIENTS2024A")
    found = [key(library, p) for p in build.add(library, shouted, *drafts)]
    assert found == [
        "LEESLOWGRADIENTS2024A",
        "leeSlowGradients2024",
        "leeSlowGradients2024b",
        "leeSlowGradients2024c",
    ]


def test_the_key_of_a_record_is_kept_as_far_as_keys_go(library: Library) -> None:
    [paper] = build.add(library, build.draft(citekey="DBLP:conf/icml/{Lee} 24"))
    assert key(library, paper) == "DBLP:conf/icml/Lee24"


def test_a_changed_key_still_leads_to_its_paper(library: Library) -> None:
    paper, other = build.add(library, build.draft(citekey="lee"), build.draft(citekey="kim"))
    with library.change("Rename"):
        assert citekeys.change(library, paper, "Lee:24")
    assert (key(library, paper), identity.resolve(library, "lee")) == ("Lee:24", paper)
    with library.change("Rename"):
        assert not citekeys.change(library, other, "LEE")
        assert not citekeys.change(library, other, " {} ")
    assert key(library, other) == "kim"
    library.undo()
    assert key(library, paper) == "lee"


def test_a_key_one_had_can_be_had_again(library: Library) -> None:
    [paper] = build.add(library, build.draft(citekey="lee"))
    with library.change("Rename"):
        assert citekeys.change(library, paper, "kim")
        assert citekeys.change(library, paper, "Lee")
    assert key(library, paper) == "Lee"
    assert identity.resolve(library, "kim") == paper


def test_many_of_one_name_are_told_apart_at_once(library: Library) -> None:
    found = build.add(library, *[build.draft("A") for _ in range(60)])
    assert len({key(library, p).lower() for p in found}) == 60
    assert key(library, found[-1]).startswith("lee")
