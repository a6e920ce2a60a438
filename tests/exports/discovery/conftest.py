"""Fixtures of the tests of what catalogues are told: the small dataset where the address is known, and no network."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import pytest

from sitegen.exports import exports

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

BASE = "https://example.org/repo/"


@pytest.fixture(scope="session")
def addressed(small: Dataset) -> Dataset:
    """The small dataset of a site whose address is known."""
    settings = replace(small.catalogue.site, base_url=BASE.rstrip("/"), repository="https://example.org/code")
    return replace(small, catalogue=replace(small.catalogue, site=settings))


@pytest.fixture(scope="session")
def published_at(addressed: Dataset) -> dict[str, Artifact]:
    """What the exports make of it, by path."""
    return {artifact.path: artifact for artifact in exports(addressed)}


@pytest.fixture(params=["without an address", "at an address"])
def site(
    request: pytest.FixtureRequest, published: dict[str, Artifact], published_at: dict[str, Artifact]
) -> tuple[str, dict[str, Artifact]]:
    """Either: the address, if known, and the files."""
    return ("", published) if request.param == "without an address" else (BASE, published_at)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach another machine fails."""

    def refuse(*_: object) -> NoReturn:
        message = "no network here"
        raise OSError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
