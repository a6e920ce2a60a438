"""The data packages among the exported files: which files belong together, in what format and of what size."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import csvw, parts
from sitegen.exports.api.envelope import ROOT
from sitegen.exports.schema import Words
from sitegen.interface import msg
from sitegen.listing import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sitegen.listing import Listed, Resource
    from sitegen.rendering import Renderer

DESCRIBED = msg("数据包描述：字段、单位、出处和许可")
FORMATS = {
    "csv": "CSV",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
    "sqlite": "SQLite",
    "xlsx": "Excel",
    "zip": "ZIP",
}
TOGETHER = {
    "sqlite": msg("数据库：各表连同字段说明"),
    "xlsx": msg("工作簿：官方统计表、相符以外的核对结果，附说明"),
    "zip": msg("全部文件打包"),
}
FIRST = ("xlsx", "zip", "sqlite", "json")
OF_AGENCY, OF_REPORT = f"{ROOT}agencies/", f"{ROOT}reports/"
IN_API = {
    OF_AGENCY: msg("报告目录，各项指标逐年的数值"),
    OF_REPORT: msg("逐份报告：每一格、文中的数字、核对结果"),
}
"""What the files of the API hold that are the JSON of an agency, one of its own and one a report."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away; ``title`` is the one that the descriptor gives it, or a text of the interface."""

    path: str
    name: str
    title: Words | str
    format: str
    size: int
    date: str
    """The date of the data, the last day that is known of any of the reports; empty where none is known."""


@dataclass(frozen=True, slots=True)
class Package:
    """A folder with a descriptor and the files in it."""

    folder: str
    title: Words
    files: tuple[File, ...]

    @property
    def together(self) -> tuple[File, ...]:
        """The files that hold the whole package each."""
        whole = {*TOGETHER.values(), IN_API[OF_AGENCY]}
        return tuple(file for file in self.files if file.title in whole)

    @property
    def by_content(self) -> tuple[tuple[Words | str, tuple[File, ...]], ...]:
        """The files with the same content, one a format, by name without its ending; reports together."""
        found: dict[tuple[str, Words | str], list[File]] = {}
        for file in self.files:
            stem = "" if file.path.startswith(OF_REPORT) else file.name.rpartition(".")[0]
            found.setdefault((stem, file.title), []).append(file)
        return tuple((files[0].title, tuple(files)) for files in found.values())

    @property
    def archive(self) -> File | None:
        """The file that holds the whole package, where there is one."""
        return next((file for file in self.files if file.format == "ZIP"), None)


def packages(listed: Iterable[Listed]) -> tuple[Package, ...]:
    """All packages in order of folder; a file belongs to the nearest folder above it that has a descriptor.

    What the API says of an agency and its reports belongs to the agency's.
    """
    files = tuple(listed)
    found = {posixpath.dirname(file.path): [file] for file in files if posixpath.basename(file.path) == DESCRIPTOR}
    for file in files:
        if posixpath.basename(file.path) != DESCRIPTOR and (folder := _home(file.path, found)) is not None:
            found[folder].append(file)
    return tuple(_package(folder, files) for folder, files in sorted(found.items()))


def listed(_: object, renderer: Renderer) -> dict[str, Package]:
    """The packages that the pages of a renderer list, by their folder."""
    return by_folder(renderer.downloads)


def by_folder(listed: Iterable[Listed]) -> dict[str, Package]:
    """All packages by their folder."""
    return {package.folder: package for package in packages(listed)}


def _home(path: str, folders: Container[str]) -> str | None:
    folder = posixpath.dirname(path)
    if path.startswith(OF_AGENCY):
        folder = f"data/agencies/{path.removeprefix(OF_AGENCY).removesuffix('.json')}"
        return folder if folder in folders else None
    if path.startswith(OF_REPORT):  # a report's id is that of its agency and the year
        folder = f"data/agencies/{path.removeprefix(OF_REPORT).rpartition('-')[0]}"
        return folder if folder in folders else None
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folder or None


def _package(folder: str, files: list[Listed]) -> Package:
    """The package whose descriptor is the first of the files: what holds all of it in front, then table by table."""
    about = files[0].described
    titles = _titles(about.resources) if about else {}
    date = about.created if about else ""
    found = []
    for file in files:
        if file.path.endswith(csvw.SUFFIX):
            continue  # it lies beside the file that it describes, for programs
        above = f"{posixpath.dirname(file.path)}/"
        name = file.path.removeprefix(above if above in IN_API else f"{folder}/")
        stem, _, suffix = name.rpartition(".")
        title = titles.get(stem) or (DESCRIBED if name == DESCRIPTOR else TOGETHER.get(suffix, ""))
        title = IN_API.get(above) or title
        kind = FORMATS.get(suffix, suffix.upper())
        found.append((stem in titles, File(file.path, name, title, kind, file.size, date)))
    order = [FORMATS[suffix] for suffix in FIRST]
    whole = sorted((file for part, file in found if not part), key=lambda file: _rank(file, order))
    places = {stem: place for place, stem in enumerate(titles)}
    in_tables = sorted((file for part, file in found if part), key=lambda file: places[file.name.rpartition(".")[0]])
    return Package(folder, about.title if about and about.title.zh else Words(folder, folder), (*whole, *in_tables))


def _titles(resources: Iterable[Resource]) -> dict[str, Words]:
    """The titles by name without its ending; parts of a table are told of together, with the schema that they share."""
    titles: dict[str, Words] = {}
    for one in resources:
        if parts.is_part(one.path):
            table = parts.table(one.path)
            shared = Words(
                f"{one.title.zh}:各文件共用的字段说明", f"{one.title.en}: the fields that all its files share"
            )
            titles |= {table: one.title, f"schemas/{table}": shared}
        titles[one.path.rpartition(".")[0]] = one.title
    return titles


def _rank(file: File, order: list[str]) -> tuple[bool, int]:
    return file.name == DESCRIPTOR, order.index(file.format) if file.format in order else len(order)
