"""What the cache keeps and what it lets go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.pdf.cache import Cache

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 9), st.integers(1, 40)),
        st.tuples(st.just("get"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("drop"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("hold"), st.integers(0, 9), st.integers(0, 9)),
    ),
    max_size=60,
)


@given(STEPS)
def test_the_limit_is_kept_but_for_what_is_held(steps: list[tuple[str, int, int]]) -> None:
    cache: Cache[int, int] = Cache(100, lambda size: size)
    held: set[int] = set()
    for what, key, value in steps:
        was = {k for k in held if k in cache}
        if what == "put":
            cache.put(key, value)
        elif what == "get":
            cache.get(key)
        elif what == "drop":
            cache.drop(key)
            was.discard(key)
        else:
            held = {key, value}
            was = {k for k in held if k in cache}
            cache.hold(held)
        kept = {k: cache.get(k) or 0 for k in sorted(cache)}
        assert cache.bytes == sum(kept.values())
        assert was <= kept.keys()
        assert cache.bytes <= 100 or kept.keys() <= held


def test_the_least_recently_seen_goes_first() -> None:
    cache: Cache[str, int] = Cache(3, lambda size: size)
    for key in "abc":
        cache.put(key, 1)
    assert cache.get("a") == 1
    cache.put("d", 1)
    assert list(cache) == ["c", "a", "d"]


def test_what_replaces_another_is_counted_once() -> None:
    cache: Cache[str, int] = Cache(10, lambda size: size)
    cache.put("a", 4)
    cache.put("a", 5)
    assert (cache.bytes, cache.get("a")) == (5, 5)


def test_what_is_held_no_more_goes_at_once() -> None:
    cache: Cache[str, int] = Cache(2, lambda size: size)
    cache.hold({"a", "b"})
    cache.put("a", 2)
    cache.put("b", 2)
    assert set(cache) == {"a", "b"}
    cache.hold({"b"})
    assert list(cache) == ["b"]


def test_clearing_lets_everything_go() -> None:
    cache: Cache[str, int] = Cache(2, lambda size: size)
    cache.hold({"a"})
    cache.put("a", 1)
    cache.clear()
    assert (list(cache), cache.bytes) == ([], 0)
