"""What the page for drafts loads beside Python for the browser: this project's own code with its knowledge.

It is one archive: the modules that the desk needs, what they need of other projects, the knowledge, the words and
the templates. The same files give the same bytes.
"""

from __future__ import annotations

import marshal
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import ZLIB_RUNTIME_VERSION

from sitegen.cache.keys import key as key_of
from sitegen.draft import tree
from sitegen.exports.archive import MEDIA_TYPE, archive, deflated
from sitegen.keeping import once
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.pipeline import Workplace

CODE = Path(__file__).resolve().parent.parent
FOLDER = "assets/draft/"
ARCHIVE, CONVERSION = f"{FOLDER}sitegen.zip", f"{FOLDER}traditional.zip"
ENTRY = "sitegen.draft.desk"
KEPT = "draft.deflated"
# They name every page and every download: of what they would load, the desk needs none.
BARE = frozenset({"sitegen.pages", "sitegen.exports"})
ABSENT = ("sitegen.readers.pdf.",)  # below it stands what needs a library that no browser has
OTHERS = {
    "jinja2": ("jinja2/",),
    "markupsafe": ("markupsafe/__init__.py", "markupsafe/_native.py"),
    "opencc-python-reimplemented": (
        *("opencc/__init__.py", "opencc/opencc.py", "opencc/NOTICE.txt", "opencc/config/t2s.json"),
        *("opencc/dictionary/TSCharacters.txt", "opencc/dictionary/TSPhrases.txt"),
    ),
}
TO_TRADITIONAL = tuple(f"opencc/dictionary/{name}.txt" for name in ("STCharacters", "STPhrases", "TWVariants"))
LICENCES = ("LICENSE", "NOTICE", "COPYING")
FOR_TYPES = re.compile(r"^( *)if TYPE_CHECKING:\n(?:\1 .*\n|\n)*", re.MULTILINE)
IMPORT = re.compile(r"^ *(?:from ([\w.]+) )?import (?:\(([^)]*)\)|([\w., ]+))", re.MULTILINE)
COMMENT = re.compile("#.*")
UNNEEDED = ("reports", "addresses.txt")  # of the knowledge: the evidence, and what only releases look at


def artifacts(work: Workplace, key: str = "") -> Iterator[Artifact]:
    """The code and the knowledge; apart from them the dictionaries that only the Traditional edition needs.

    Under a ``key`` of all code, which modules are needed and what they are in an archive is kept beside them.
    """
    prepared = once(CODE, KEPT, key_of(key, ZLIB_RUNTIME_VERSION), _prepared) if key else _prepared()
    needed, packed = marshal.loads(prepared)  # noqa: S302  as Python loads its own modules from such a folder
    yield Artifact(ARCHIVE, MEDIA_TYPE, archive(sorted((*_code(needed), *_knowledge(work))), known=packed))
    yield Artifact(CONVERSION, MEDIA_TYPE, archive(sorted(_conversion()), known=packed))


def _prepared() -> bytes:
    """The names of the modules that the desk needs; by path what all but the knowledge is once it is deflated."""
    needed = tuple(_needed(ENTRY))
    return marshal.dumps((needed, {path: deflated(content) for path, content in (*_code(needed), *_conversion())}))


def _conversion() -> Iterator[tuple[str, bytes]]:
    return _of("opencc-python-reimplemented", TO_TRADITIONAL)


def _code(needed: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The modules that the desk needs, those of other projects with their licences."""
    own = {name: file for name in needed if name != tree.__name__ and (file := _file(name))}
    yield from ((_path(file), b"" if name in BARE else file.read_bytes()) for name, file in own.items())
    stand_in = Path(tree.__file__)
    # One module under two names: what tells it what the browser has parsed, and what the readers ask.
    yield _path(stand_in), b"from lxml.etree import *\nfrom lxml.etree import UnparsedError, forget, know\n"
    yield "lxml/__init__.py", b""
    yield "lxml/etree.py", stand_in.read_bytes()
    for project, names in OTHERS.items():
        yield from _of(project, names)
        yield from _licences(project)


def _path(file: Path) -> str:
    return file.relative_to(CODE.parent).as_posix()


def _knowledge(work: Workplace) -> Iterator[tuple[str, bytes]]:
    for file in sorted(work.data.rglob("*")):
        inside = file.relative_to(work.data)
        if file.is_file() and inside.parts[0] not in UNNEEDED and not file.name.startswith("."):
            yield f"data/{inside.as_posix()}", file.read_bytes()
    for folder, kind, pattern in (
        (work.content / "interface", "content/interface", "*.toml"),
        (work.templates / "parts", "templates/parts", "*.html"),
        (work.templates / "draft", "templates/draft", "*.html"),
    ):
        for file in sorted(folder.glob(pattern)):
            yield f"{kind}/{file.name}", file.read_bytes()


# --- which modules ---------------------------------------------------------------------------------------------------


def _needed(entry: str) -> dict[str, Path]:
    """The modules of this project that a module needs, by name, itself and the packages around them included."""
    found: dict[str, Path] = {}
    left = [entry]
    while left:
        name = left.pop()
        file = _file(name)
        if name in found or file is None or name.startswith(ABSENT):
            continue
        found[name] = file
        left.append(name.rpartition(".")[0])
        if name not in BARE:
            left += imported(file.read_text(encoding="utf-8"))
    return found


def _file(name: str) -> Path | None:
    """The file of a module of this project, if it is one."""
    if name.partition(".")[0] != CODE.name:
        return None
    path = CODE.parent.joinpath(*name.split("."))
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


def imported(module: str) -> Iterator[str]:
    """What a module of that text imports when it runs; a name imported from a package may be a module of it.

    Its imports alone are looked at, of the ways to write them that the formatter leaves: to parse all of the code
    would take ten times as long.
    """
    for found in IMPORT.finditer(FOR_TYPES.sub("", module)):
        names = (name.partition(" as ")[0].strip() for name in COMMENT.sub("", found[2] or found[3]).split(","))
        if package := found[1]:
            yield package
            yield from (f"{package}.{name}" for name in names if name)
        else:
            yield from names


# --- of other projects -----------------------------------------------------------------------------------------------


def _of(project: str, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Files of an installed project by their names, or all its modules below a folder."""
    wanted = tuple(names)
    for file in metadata.files(project) or ():
        name = file.as_posix()
        if name in wanted or (name.endswith(".py") and name.startswith(tuple(w for w in wanted if w.endswith("/")))):
            yield name, file.locate().read_bytes()  # type: ignore[attr-defined]  # a path


def _licences(project: str) -> Iterator[tuple[str, bytes]]:
    """The licences of an installed project."""
    for file in metadata.files(project) or ():
        if ".dist-info" in file.parts[0] and file.name.startswith(LICENCES):
            yield f"licences/{project}-{file.name}", file.locate().read_bytes()  # type: ignore[attr-defined]  # a path
