"""Links that lead nowhere are refused, also where only what is new is looked into."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from sitegen import dead_links
from sitegen.cache.errors import CacheError
from sitegen.cache.keys import key as key_of
from sitegen.cache.lately import Lately
from sitegen.cache.made import Made, keep, linked, made
from sitegen.cache.said import Said
from sitegen.cache.store import Store
from sitegen.dead_links import FEW, refuse_dead_links
from sitegen.links import Linked, digest
from sitegen.site import SiteError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "results")


def result(store: Store, name: str, has: str = "", wants: str = "", problem: str = "") -> Made:
    """A result that has some places, and wants others."""
    key = key_of(name, has, wants, problem)
    digests = (array("Q", sorted(map(digest, some.split()))) for some in (wants, has))
    keep(store, key, (), Linked((problem,) if problem else (), *digests), {})
    found = made(store, key)
    assert found
    return found


def refuse(store: Store, *results: Made, lately: Lately | None = None) -> None:
    refuse_dead_links(results, store, lately or Lately(), store.folder, "")


def published(store: Store, *results: Made) -> Lately:
    """The record of a site of these results, none of which has a dead link."""
    refuse(store, *results)
    Lately().save(store, "state", results, slices={}, said=Said(), weights={}, amending={})
    return Lately.load(store.folder)


def lose(store: Store, one: Made) -> None:
    """Take a result out of the store, so that whoever looks into it fails."""
    (store.folder / one.key[:2] / one.key[2:]).unlink()


def test_what_stays_is_not_looked_into_where_nothing_is_lost(store: Store) -> None:
    stays, old = result(store, "stays", "p", "q"), result(store, "old", "q r", "p")
    lately = published(store, stays, old)
    lose(store, stays)
    refuse(store, stays, result(store, "same", "q r", "p"), lately=lately)
    refuse(store, stays, result(store, "more", "q r s", "p s"), lately=lately)
    refuse(store, stays, result(store, "less", "q", "p"), lately=lately)


@pytest.mark.parametrize(("has", "wants"), [("r", "p"), ("q", "p r"), ("q", "p never"), ("", "")])
def test_what_is_new_may_break_nothing(store: Store, has: str, wants: str) -> None:
    """It has lost what another wants, wants what has gone, or what never was: all of it is looked into."""
    stays, old = result(store, "stays", "p", "q"), result(store, "old", "q r", "p")
    lately = published(store, stays, old)
    new = result(store, "new", has, wants)
    lose(store, stays)
    with pytest.raises(CacheError):
        refuse(store, stays, new, lately=lately)


def test_what_is_wrong_in_itself_is_refused(store: Store) -> None:
    stays = result(store, "stays", "p")
    lately = published(store, stays)
    with pytest.raises(SiteError, match="page: wrong"):
        refuse(store, stays, result(store, "new", problem="page: wrong"), lately=lately)


def test_where_much_is_new_nothing_is_followed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is new and all that it replaces would take more memory than everything, held together once."""
    old = [result(store, f"old {number}", f"p{number}") for number in range(FEW + 1)]
    lately, looked = published(store, *old), list[str]()
    few, many = ([result(store, f"new {number}", f"p{number}") for number in range(count)] for count in (1, FEW + 1))

    def looking(store: Store, key: str) -> Linked:
        looked.append(key)
        return linked(store, key)

    monkeypatch.setattr(dead_links, "linked", looking)
    refuse(store, *few, lately=lately)
    refuse(store, *many, lately=lately)
    assert looked == [one.key for one in (*few, *many)]


def test_a_record_whose_results_are_swept_away_is_done_without(store: Store) -> None:
    stays, old = result(store, "stays", "p", "q"), result(store, "old", "q")
    lately = published(store, stays, old)
    lose(store, old)
    refuse(store, stays, result(store, "new", "q"), lately=lately)
