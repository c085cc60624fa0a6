from __future__ import annotations

from datetime import date, timedelta

from desktop_app.core import ranking
from desktop_app.core.origins import Because
from desktop_app.core.papers import PaperId
from desktop_app.core.ranking import Deed, Done

TODAY = date(2026, 11, 23)
ONE, TWO, THREE = map(PaperId, (1, 2, 3))


def _ago(days: int) -> date:
    return TODAY - timedelta(days)


def _worth(*deeds: Done) -> float:
    [opinion] = ranking.opinions(deeds, TODAY)
    return opinion.worth


def test_a_highlight_says_more_than_reading_and_that_more_than_queueing() -> None:
    worths = [_worth(Done(ONE, deed, TODAY)) for deed in (Deed.HIGHLIGHTED, Deed.READ, Deed.QUEUED)]
    assert worths == sorted(worths, reverse=True)
    assert worths[-1] > 0


def test_more_highlights_say_more_but_ever_less_each() -> None:
    one, two, many, more = (
        _worth(Done(ONE, Deed.HIGHLIGHTED, TODAY, n)) for n in (1, 2, 100, 1000)
    )
    assert one < two < many == more < 3


def test_deeds_on_one_paper_add_up() -> None:
    marked, read = Done(ONE, Deed.HIGHLIGHTED, TODAY), Done(ONE, Deed.READ, TODAY)
    assert _worth(marked, read) == _worth(marked) + _worth(read)


def test_late_deeds_count_for_more_and_none_is_forgotten() -> None:
    worths = [_worth(Done(ONE, Deed.READ, _ago(days))) for days in (0, 90, 200, 4000)]
    assert worths == sorted(worths, reverse=True)
    assert worths[1] == worths[0] / 2
    assert worths[-1] > 0


def test_a_clock_set_back_makes_no_deed_count_double() -> None:
    assert _worth(Done(ONE, Deed.READ, _ago(-400))) == _worth(Done(ONE, Deed.READ, TODAY))


def test_a_deed_without_a_day_counts_half() -> None:
    assert _worth(Done(ONE, Deed.READ)) == _worth(Done(ONE, Deed.READ, TODAY)) / 2


def test_dropped_papers_are_not_liked() -> None:
    [liked, dropped] = ranking.opinions(
        [Done(TWO, Deed.DROPPED, TODAY), Done(ONE, Deed.READ, TODAY)], TODAY
    )
    assert ranking.liked([liked, dropped]) == [liked]
    assert (dropped.paper, dropped.because, dropped.day) == (TWO, None, None)


def test_less_like_this_outdoes_every_other_deed() -> None:
    deeds = [Done(ONE, Deed.HIGHLIGHTED, TODAY, 9), Done(ONE, Deed.LESS_LIKE, TODAY)]
    assert _worth(*deeds) < 0


def test_what_is_told_is_the_most_telling_deed_with_its_day() -> None:
    [opinion] = ranking.opinions(
        [
            Done(ONE, Deed.QUEUED, TODAY),
            Done(ONE, Deed.HIGHLIGHTED, _ago(9)),
            Done(ONE, Deed.READ, _ago(1)),
        ],
        TODAY,
    )
    assert (opinion.because, opinion.day) == (Because.HIGHLIGHTED, _ago(9))


def test_a_paper_begun_is_told_as_read() -> None:
    [opinion] = ranking.opinions([Done(ONE, Deed.BEGUN, _ago(2))], TODAY)
    assert (opinion.because, opinion.day) == (Because.READ, _ago(2))


def test_the_strongest_come_first_and_dislikes_crowd_out_nothing() -> None:
    read = Done(ONE, Deed.READ, TODAY)
    marked = Done(TWO, Deed.HIGHLIGHTED, TODAY)
    unliked = [Done(PaperId(n), Deed.LESS_LIKE, TODAY) for n in range(3, 9)]
    chosen = ranking.strongest(ranking.opinions([read, marked, *unliked], TODAY), 2)
    assert [opinion.paper for opinion in chosen] == [TWO, ONE, THREE, PaperId(4)]
