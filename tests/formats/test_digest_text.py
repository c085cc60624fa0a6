from __future__ import annotations

from dataclasses import replace

from desktop_app.formats import digest_text
from tests import digests


def test_a_day_without_anything() -> None:
    assert digest_text.write(digests.empty()) == (
        "Monday 23 November 2026\n"
        "Nothing planned · no new papers since yesterday\n"
        "\n"
        "Plan\n"
        "----\n"
        "Nothing is planned. Put a paper in the queue to plan it.\n"
        "\n"
        "For you\n"
        "-------\n"
        "Suggestions begin with the first paper you highlight, star, queue or finish.\n"
        "\n"
        "New since yesterday\n"
        "-------------------\n"
        "Nothing came in.\n"
        "\n"
        "--\n"
        "Made by Carrel on this computer from 0 papers in the library.\n"
    )


def test_each_paper_has_its_time_reason_and_address() -> None:
    lines = digest_text.write(digests.full()).splitlines()
    at = lines.index("  - " + digests.EVIL)
    assert lines[at + 1] == "    12 min · Lee, Chen · 2026"
    assert lines[at + 2].startswith("    Because you highlighted “")
    assert '    https://a.org/?a=1&b="2"' in lines
    assert " 1. Paper 1" in lines
    assert "    done · Lee, Chen · 2026" in lines


def test_what_is_new_and_not_listed_is_counted() -> None:
    digest = digests.full()
    assert "and 4 more in Carrel" in digest_text.write(digest)
    old = replace(digest, for_you=(replace(digest.for_you[0], fresh=False),))
    assert "and 5 more in Carrel" in digest_text.write(old)


def test_prose_fits_the_screen() -> None:
    lines = digest_text.write(digests.full()).splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= digest_text.WIDTH
