"""The data packages among the exported files: which files belong together, in what format and of what size."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import csvw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Artifact

DESCRIPTOR = "datapackage.json"
DESCRIBED = "数据包描述：字段、单位、出处和许可"
PACKED = "全部文件打包"
FORMATS = {
    "csv": "CSV",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
    "sqlite": "SQLite",
    "xlsx": "Excel",
    "zip": "ZIP",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    path: str
    name: str
    title: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """A folder with a descriptor and the files in it."""

    folder: str
    title: str
    files: tuple[File, ...]

    @property
    def archive(self) -> File | None:
        """The file that holds the whole package, where there is one."""
        return next((file for file in self.files if file.format == "ZIP"), None)


def packages(artifacts: Iterable[Artifact]) -> tuple[Package, ...]:
    """All packages in order of folder, their files as they come; a file belongs to the folder that it lies in."""
    folders: dict[str, list[Artifact]] = {}
    for artifact in artifacts:
        folders.setdefault(posixpath.dirname(artifact.path), []).append(artifact)
    return tuple(_package(folder, files) for folder, files in sorted(folders.items()) if _descriptor(files))


def package_in(artifacts: Iterable[Artifact], folder: str) -> Package | None:
    """The package of that folder."""
    return next((package for package in packages(artifacts) if package.folder == folder), None)


def _descriptor(files: Iterable[Artifact]) -> Artifact | None:
    return next((file for file in files if posixpath.basename(file.path) == DESCRIPTOR), None)


def _package(folder: str, files: list[Artifact]) -> Package:
    descriptor = _descriptor(files)
    content = json.loads(descriptor.content) if descriptor else {}
    titles = {resource.get("path"): resource.get("title", "") for resource in content.get("resources", ())}
    found = []
    for file in files:
        if file.path.endswith(csvw.SUFFIX):
            continue  # it lies beside the file that it describes, for programs
        name = posixpath.basename(file.path)
        suffix = name.rpartition(".")[2]
        title = titles.get(name) or (DESCRIBED if name == DESCRIPTOR else PACKED if suffix == "zip" else "")
        found.append(File(file.path, name, title, FORMATS.get(suffix, suffix.upper()), len(file.content)))
    return Package(folder, content.get("title", ""), tuple(found))
