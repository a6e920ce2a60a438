"""The commands: arguments, exit codes, progress; the only module that prints."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.model import Catalogue, Dataset, Quarantined, Report

OK, FOUND, OUR_FAULT = 0, 1, 2
DATA = Path(__file__).resolve().parent.parent / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 well, 1 findings where they count, 2 our own fault."""
    parser = _parser()
    options = parser.parse_args(arguments)
    from sitegen.catalogue import KnowledgeError
    from sitegen.explain import UnknownAddressError
    from sitegen.site import SiteError
    from sitegen.validation import ValidationError

    try:
        code: int = options.run(options)
    except (KnowledgeError, UnknownAddressError, SiteError, ValidationError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return OUR_FAULT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Open data and a site from annual reports on government information disclosure."
    )
    _data(parser, DATA)
    _jobs(parser, None)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the site goes (default: dist/)")
    parser.add_argument("--base-url", metavar="URL", help="the site's address, for sitemap and canonical links")
    parser.add_argument("--strict", action="store_true", help="exit 1 on a failure at error level or a file set aside")
    parser.set_defaults(run=_build)
    commands = parser.add_subparsers(title="other commands")
    check = _command(commands, "check", _check, "print what the checks found; no site")
    extract = _command(commands, "extract", _extract, "print what files hold; no registry needed")
    explain = _command(commands, "explain", _explain, "the whole life of one number")
    for command in (check, extract, explain):
        _data(command, argparse.SUPPRESS)
    for command in (check, explain):
        _jobs(command, argparse.SUPPRESS)
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    extract.add_argument("--format", choices=("jsonl", "json", "csv"), default="jsonl")
    extract.add_argument("--out", dest="to", type=Path, metavar="FILE", help="write here instead of printing")
    explain.add_argument("report", metavar="REPORT", help="a report's id, such as sichuan-commerce-2019")
    explain.add_argument("cell", metavar="CELL", help="table/row/column")
    return parser


def _data(parser: argparse.ArgumentParser, default: object) -> None:
    """An option that may stand before or after the name of a command, which keeps what was given before it."""
    parser.add_argument(
        "--data", type=Path, default=default, metavar="DIR", help="knowledge and evidence (default: data/)"
    )


def _jobs(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument("--jobs", type=_count, default=default, metavar="N", help="processes that read files")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Callable[..., int], text: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.set_defaults(run=run)
    return command


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


# --- build -----------------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    from sitegen.pipeline import Workplace, build

    work = Workplace(data=options.data, **({"out": options.out} if options.out else {}))
    dataset = build(work, base_url=options.base_url, jobs=options.jobs)
    _tell(dataset)
    print(f"site: {work.out}/index.html")
    return FOUND if options.strict and (dataset.quarantined or _errors(dataset)) else OK


def _tell(dataset: Dataset) -> None:
    from sitegen.wording import message

    counts = ", ".join(f"{count} {outcome}" for outcome, count in _counts(dataset))
    print(
        f"{len(dataset.reports)} reports, {sum(len(r.observations) for r in dataset.reports)} cells; checks: {counts}"
    )
    for item in dataset.quarantined:
        for finding in item.findings:
            print(f"set aside: {message(finding, dataset.catalogue, 'en')}")


def _counts(dataset: Dataset) -> Iterator[tuple[str, int]]:
    from sitegen.model import Outcome

    for outcome in Outcome:
        yield outcome.value.replace("_", " "), sum(f.outcome is outcome for f in dataset.findings)


def _errors(dataset: Dataset) -> bool:
    from sitegen.model import Outcome, Severity

    return any(f.outcome is Outcome.FAIL and f.severity is Severity.ERROR for f in dataset.findings)


# --- check -----------------------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    from sitegen.assembly import assemble
    from sitegen.model import Outcome
    from sitegen.wording import message

    dataset = assemble(options.data, jobs=options.jobs)
    for finding in dataset.findings:
        if finding.outcome is not Outcome.PASS:
            file = os.path.relpath(options.data / "reports" / finding.source)
            place = f"{file}:{finding.place.line if finding.place else 1}"
            text = message(finding, dataset.catalogue, "zh")
            print(f"{place}: {finding.severity}: {finding.outcome.replace('_', ' ')}: {finding.rule}: {text}")
    print(", ".join(f"{count} {outcome}" for outcome, count in _counts(dataset)))
    return FOUND if _errors(dataset) else OK


# --- extract ---------------------------------------------------------------------------------------------------------


def _extract(options: argparse.Namespace) -> int:
    import json

    from sitegen.catalogue import load

    catalogue = load(options.data)
    found = (_extracted(path, catalogue) for path in _files(options.paths))
    if options.format == "csv":
        text = _as_csv(found)
    elif options.format == "json":
        text = json.dumps(list(found), ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in found)
    if options.to:
        options.to.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return OK


def _files(paths: list[Path]) -> Iterator[Path]:
    from sitegen.readers import discover

    for path in paths:
        if not path.exists():
            message = f"{path} does not exist"
            raise FileNotFoundError(message)
        yield from discover(path)


def _extracted(path: Path, catalogue: Catalogue) -> dict[str, object]:
    from sitegen.assembly import read_file
    from sitegen.checks import check
    from sitegen.exports.extract import as_json
    from sitegen.model import Report

    result: Report | Quarantined = read_file(path, path.as_posix(), catalogue, registry=False)
    findings = (*result.findings, *(check(result, catalogue) if isinstance(result, Report) else ()))
    return as_json(result, findings, catalogue)


def _as_csv(found: Iterator[dict[str, object]]) -> str:
    import csv
    import io

    columns = ("table", "row", "column", "value", "unit", "status", "printed", "row_label", "column_label")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("path", *columns, "line"))
    for item in found:
        source, cells = item["source"], item["observations"]
        assert isinstance(source, dict)  # noqa: S101  for the type checker
        assert isinstance(cells, list)  # noqa: S101
        for cell in cells:
            line = cell["place"]["line"] if cell["place"] else ""
            writer.writerow((source["path"], *(cell[name] for name in columns), line))
    return out.getvalue()


# --- explain ---------------------------------------------------------------------------------------------------------


def _explain(options: argparse.Namespace) -> int:
    from sitegen.assembly import assemble
    from sitegen.explain import explain

    lines = explain(assemble(options.data, jobs=options.jobs), options.report, options.cell)
    print("\n".join(lines))
    return OK
