"""Paths of a site mean the same on every file system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site import SiteError
from sitegen.site.paths import LONGEST, distinct, folders_of, sound

PATHS = st.lists(st.sampled_from("aAbB"), min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize("path", ["index.html", "a/b-c_d.e/f", ".nojekyll", "a" * 255, "/".join(["ab"] * 200)])
def test_a_plain_path_is_sound(path: str) -> None:
    assert sound(path) == path


@pytest.mark.parametrize("path", ["a" * 256, "/".join(["ab"] * (LONGEST // 2)), "a\n", "a/b\n", "a/..", "é"])
def test_a_path_that_some_file_system_does_not_take_is_refused(path: str) -> None:
    with pytest.raises(SiteError, match="no path"):
        sound(path)


@given(st.lists(PATHS, max_size=6))
def test_paths_in_each_others_way_are_refused(paths: list[str]) -> None:
    """In whatever letters: the same path twice, or a file where a folder is."""
    lower = [path.lower() for path in paths]
    collide = len(set(lower)) < len(lower) or any(other.startswith(path + "/") for path in lower for other in lower)
    if collide:
        with pytest.raises(SiteError, match=r"two artifacts for one path|cannot be a file and the folder"):
            distinct(paths)
    else:
        distinct(paths)


def test_folders_are_those_near_and_far() -> None:
    assert folders_of(["a/b", "c"]) == {"", "a", "a/b", "c"}
