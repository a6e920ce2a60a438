"""Links between files, against the way that the standard library finds."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from sitegen.linking import link, path_of

NAMES = st.sampled_from(["a", "ab", "b", "en", "报告", "x y", "a%b", "reports", "1"])
FOLDERS = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.builds("{}{}".format, FOLDERS, NAMES.map(lambda name: f"{name}.html"))


@given(FILES, FOLDERS | FILES, st.sampled_from(["", "#", "#a", "#a:b/c", "#甲 乙"]))
def test_a_link_goes_up_to_the_folder_that_both_lie_in_and_down(page: str, target: str, fragment: str) -> None:
    """As relpath says, quoted where need be; on the page itself the fragment alone."""
    made, path = link(page, target + fragment), path_of(target)
    own = quote(fragment, safe="#/:@!$&'()*+,;=-._~")
    if path == page and fragment:
        assert made == own
    else:
        assert made == quote(posixpath.relpath(path, posixpath.dirname(page) or ".")) + own
