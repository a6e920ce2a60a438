"""The commands: arguments, exit codes, progress; the only module that prints."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.model import Catalogue, Dataset, Quarantined
    from sitegen.pipeline import Built, Workplace
    from sitegen.reading import File
    from sitegen.standing import Standing

OK, FOUND, OUR_FAULT, INTERRUPTED = 0, 1, 2, 130
INTRODUCED = 5  # new files that a build describes
DATA = Path(__file__).resolve().parent.parent / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 well, 1 findings where they count, 2 our own fault, 130 interrupted."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BaseException as error:
        if not isinstance(error, _ours()):
            raise
        print(f"error: {error}", file=sys.stderr)
        return OUR_FAULT
    return code


def _ours() -> tuple[type[BaseException], ...]:
    """What is told in a line; looked up when something has gone wrong, as modules from all rooms define some of it."""
    from sitegen.assembly import AccountingError
    from sitegen.cache.errors import CacheError
    from sitegen.catalogue import KnowledgeError
    from sitegen.cluster import ClusterError
    from sitegen.explain import UnknownAddressError
    from sitegen.processes import ProcessError
    from sitegen.releases.published import PackageError
    from sitegen.site import SiteError, Terminated
    from sitegen.validation import ValidationError
    from sitegen.workers import WorkerError

    return (
        *(AccountingError, CacheError, ClusterError, KnowledgeError, PackageError, ProcessError, SiteError),
        *(Terminated, UnknownAddressError, ValidationError, WorkerError, OSError),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Open data and a site from annual reports on government information disclosure."
    )
    _data(parser, DATA)
    _jobs(parser, None)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the site goes (default: dist/)")
    parser.add_argument("--base-url", metavar="URL", help="the site's address, for sitemap and canonical links")
    parser.add_argument("--strict", action="store_true", help="exit 1 on a failure at error level or a file set aside")
    parser.add_argument(
        "--validate", choices=("fast", "full"), default="fast",
        help="how packages are validated: by ours alone, or by frictionless as well, which takes long",
    )  # fmt: skip
    parser.add_argument(
        "--reports", default="", metavar="URL", help="evidence: a path, or what fsspec knows (DIR/reports)"
    )
    parser.add_argument(
        "--cluster", type=_scheduler, metavar="URL", help="a Dask scheduler, whose workers read and check"
    )
    parser.add_argument("--parts", metavar="URL", help="where to write observations and findings as Parquet parts, too")
    parser.set_defaults(run=_build)
    commands = parser.add_subparsers(title="other commands")
    check = _command(commands, "check", _check, "print what the checks found; no site")
    extract = _command(commands, "extract", _extract, "print what files hold; no registry needed")
    explain = _command(commands, "explain", _explain, "the whole life of one number")
    add = _command(commands, "add", _add, "put a report into data/, with its sidecar and its agency, after asking")
    template = _command(commands, "template", _template, "print an empty sheet to key a form's figures into")
    compare = _command(commands, "compare", _compare, "print what differs between two versions; exit 1 where any does")
    release = _command(commands, "release", _release, "build, and record the version of site.toml as released")
    for command in (check, extract, explain, add, template, release):
        _data(command, argparse.SUPPRESS)
    for command in (check, extract, explain, release):
        _jobs(command, argparse.SUPPRESS)
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    extract.add_argument("--format", choices=("jsonl", "json", "csv"), default="jsonl")
    extract.add_argument("--out", dest="to", type=Path, metavar="FILE", help="write here instead of printing")
    explain.add_argument("report", metavar="REPORT", help="a report's id, such as sichuan-commerce-2019")
    explain.add_argument("cell", metavar="CELL", help="table/row/column")
    add.add_argument("file", type=Path, metavar="FILE", help="a report; it is copied into data/reports/")
    add.add_argument("--url", type=_address, help="its official address")
    add.add_argument("--retrieved", type=_day, metavar="YYYY-MM-DD", help="the day it was fetched")
    add.add_argument("--yes", action="store_true", help="do not ask")
    template.add_argument("form", metavar="FORM", help="a form's id, such as national-2021")
    for name in ("old", "new"):
        compare.add_argument(
            name, type=Path, metavar=name.upper(), help=f"the {name} version: a site or a data package"
        )
    compare.add_argument("--format", choices=("text", "json"), default="text")
    release.add_argument("--date", type=_day, required=True, metavar="YYYY-MM-DD", help="the day of the release")
    for language, name in (("zh", "Chinese"), ("en", "English")):
        release.add_argument(
            f"--{language}", action="append", required=True, metavar="TEXT", help=f"what changed, in {name}; repeatable"
        )
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


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or not text.isprintable():
        raise ValueError
    return text


def _scheduler(text: str) -> str:
    if not text.startswith(("tcp://", "tls://")) or not text.isprintable():
        raise ValueError
    return text


def _day(text: str) -> dt.date:
    import datetime as dt

    return dt.date.fromisoformat(text)


# --- build -----------------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    built = _built(options)
    _tell(built.standing)
    if built.work.weights:
        from sitegen.weight import advice

        if told := advice(built.work.weights):
            print(told)
    if not options.reports:  # what build.py add would write is written beside evidence that lies with the knowledge
        _introduce(built.standing, options.data)
    print(f"site: {_place(options).out}/index.html")
    return FOUND if options.strict and (built.standing.aside or built.standing.failing) else OK


def _built(options: argparse.Namespace) -> Built:
    """Build as the options say, and tell how far it is and what was done."""
    from sitegen.garbage import seldom

    with seldom():  # what is loaded is none, either, and takes long to look at
        from sitegen.beyond import Beyond
        from sitegen.pipeline import build
        from sitegen.watching import watcher

        with watcher(sys.stderr) as progress:
            built = build(
                _place(options),
                base_url=options.base_url,
                jobs=options.jobs,
                full_validation=options.validate == "full",
                progress=progress,
                beyond=Beyond(options.cluster, options.parts),
            )
    print(progress.summary(built.work))
    return built


def _place(options: argparse.Namespace) -> Workplace:
    from sitegen.pipeline import Workplace

    return Workplace(data=options.data, reports=options.reports, **({"out": options.out} if options.out else {}))


def _tell(standing: Standing) -> None:
    counts = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in standing.outcomes)
    print(f"{standing.reports} reports, {standing.cells} cells; checks: {counts}")
    print(
        f"{standing.files} files: {standing.reports} published, "
        f"{len(standing.aside)} set aside, {len(standing.duplicates)} duplicates"
    )
    for how, sentences in (("set aside", standing.aside), ("duplicate", standing.duplicates)):
        for sentence in sentences:
            print(f"{how}: {sentence}")
    for trace in standing.traces:
        print(trace, file=sys.stderr)


def _tell_traces(quarantined: Iterable[Quarantined]) -> None:
    """Where the programme itself failed over a file, tell those who can mend it."""
    for item in quarantined:
        for finding in item.findings:
            if trace := dict(finding.details).get("trace"):
                print(f"{item.source.path}: {trace}", file=sys.stderr)


def _introduce(standing: Standing, data: Path) -> None:
    """What new files hold, and what they need to be published."""
    if not standing.new:
        return
    from sitegen.adding import describe, look, new_files
    from sitegen.catalogue import load

    files = new_files(standing.new, data)
    catalogue = load(data)
    for new in look(files[:INTRODUCED], data, catalogue):
        print("\n".join(("", *describe(new, catalogue))))
    if files:
        more = f"{len(files) - INTRODUCED} more files are new; " if len(files) > INTRODUCED else ""
        print(f"\n{more}build.py add FILE writes what a new file needs, after asking")


def _counts(dataset: Dataset) -> Iterator[tuple[str, int]]:
    from sitegen.model import Outcome

    totals = dataset.totals
    for outcome in Outcome:
        yield outcome.value.replace("_", " "), totals.of(outcome)


def _errors(dataset: Dataset) -> bool:
    from sitegen.model import Outcome, Severity

    return any(f.outcome is Outcome.FAIL and f.severity is Severity.ERROR for f in dataset.findings)


# --- check -----------------------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    from sitegen.assembly import assemble
    from sitegen.model import Outcome
    from sitegen.wording import because, message

    dataset = assemble(options.data, jobs=options.jobs)
    places = _places(dataset)
    for finding in dataset.findings:
        if finding.outcome is not Outcome.PASS:
            line = finding.place.line if finding.place else 1
            source = finding.source.removesuffix(f":{line}")  # a sidecar is named with its line
            place = f"{os.path.relpath(options.data / 'reports' / source)}:{line}"
            if not finding.source:  # a report that is not there
                place = f"{os.path.relpath(options.data / 'agencies.csv')}:1"
            text = message(finding, dataset.catalogue, "zh") + because(finding, dataset.catalogue, "zh")
            others = dict.fromkeys(places[cell] for cell in finding.cells if cell in places)
            against = "".join(f" [{os.path.relpath(options.data / 'reports' / other)}]" for other in others)
            print(f"{place}: {finding.severity}: {finding.outcome.replace('_', ' ')}: {finding.rule}: {text}{against}")
    _tell_traces(dataset.quarantined)
    print(", ".join(f"{count} {outcome}" for outcome, count in _counts(dataset)))
    return FOUND if _errors(dataset) else OK


def _places(dataset: Dataset) -> dict[str, str]:
    """File and line of the cells of other reports that findings are about, by ``<report>:<cell>``."""
    named = {cell for finding in dataset.findings for cell in finding.cells if ":" in cell}
    return {
        address: f"{report.source.path}:{cell.provenance.place.line}"
        for report in dataset.reports
        for cell in report.observations
        if cell.provenance and (address := f"{report.id}:{cell.cell}") in named
    }


# --- extract ---------------------------------------------------------------------------------------------------------


def _extract(options: argparse.Namespace) -> int:
    import json

    from sitegen.catalogue import load

    catalogue = load(options.data)
    found = _extracted(_files(options.paths), catalogue, options.jobs)
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


def _files(paths: list[Path]) -> tuple[File, ...]:
    from sitegen.folders import shown
    from sitegen.readers import discover
    from sitegen.reading import File

    for path in paths:
        if not path.is_file() and not path.is_dir():
            message = f"{path} {'is no file and no folder' if path.exists() else 'does not exist'}"
            raise FileNotFoundError(message)
    found = sorted({file for path in paths for file in discover(path)})
    return tuple(File(file, shown(file), registry=False) for file in found)


def _extracted(files: tuple[File, ...], catalogue: Catalogue, jobs: int | None) -> Iterator[dict[str, object]]:
    from contextlib import closing

    from sitegen.checks import check
    from sitegen.exports.extract import as_json
    from sitegen.model import Quarantined
    from sitegen.reading import read_files

    with closing(read_files(files, catalogue, jobs=jobs)) as results:
        for result in results:
            if isinstance(result, Quarantined):
                _tell_traces([result])
                yield as_json(result, result.findings, catalogue)
            else:
                yield as_json(result, (*result.findings, *check(result, catalogue)), catalogue)


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


# --- add -------------------------------------------------------------------------------------------------------------


def _add(options: argparse.Namespace) -> int:
    from sitegen.adding import describe, look, target_of, write
    from sitegen.catalogue import load

    catalogue = load(options.data)
    target = target_of(options.file, options.data)
    file = target if target.exists() else options.file
    (new,) = look([file], options.data, catalogue, url=options.url, retrieved=options.retrieved)
    print("\n".join(describe(new, catalogue)))
    if not new.result.source.sha256:  # too large, or not to be opened
        return FOUND
    if target.exists() and not new.sidecar and not new.agency:
        print("there is nothing to write")
        return OK
    if not options.yes and not _agreed(f"write this, the file as {target}? [y/N] "):
        print("nothing was written")
        return FOUND
    for path in write(new, options.data, catalogue):
        print(f"written: {path}")
    if new.agency and new.agency.open:
        print(f"to be filled in and put into {options.data / 'agencies.csv'} by hand:\n{new.agency.line}")
        return FOUND
    return OK


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in {"y", "yes"}
    except EOFError:
        print()
        return False


# --- template --------------------------------------------------------------------------------------------------------


def _template(options: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from sitegen.catalogue import load
    from sitegen.explain import UnknownAddressError
    from sitegen.exports.template import template

    forms = {form.id: form for form in load(options.data).forms}
    if options.form not in forms:
        near = get_close_matches(options.form, forms, n=3) or sorted(forms)
        message = f"there is no form {options.form!r}; there are {', '.join(near)}"
        raise UnknownAddressError(message)
    sys.stdout.write(template(forms[options.form]))
    return OK


# --- compare ---------------------------------------------------------------------------------------------------------


def _compare(options: argparse.Namespace) -> int:
    import json

    from sitegen.releases.comparison import compare
    from sitegen.releases.published import read
    from sitegen.releases.telling import as_json, in_words

    found = compare(read(options.old), read(options.new))
    if options.format == "json":
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(in_words(found)))
    return OK if found.same else FOUND


# --- release ---------------------------------------------------------------------------------------------------------


def _release(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from sitegen.catalogue import load
    from sitegen.model import Release
    from sitegen.releases import recording
    from sitegen.releases.counting import Counts

    catalogue = load(options.data)
    version = catalogue.site.version
    if version in {release.version for release in catalogue.releases}:
        print(f"{version} is recorded already: raise the version in {options.data / 'site.toml'}")
        return FOUND
    standing = _built(options).standing
    files = recording.files_of(_place(options).out)
    if gone := recording.gone(options.data, files):
        print("\n".join((*gone, f"these addresses are gone: let {options.data / 'redirects.csv'} say where they lead")))
        return FOUND
    release = Release(
        version,
        options.date,
        **asdict(Counts.of(standing)),
        notes_zh=tuple(options.zh),
        notes_en=tuple(options.en),
    )
    recording.record(options.data, release, files)
    print(f"recorded: {version}, and the addresses of its site; build again to publish the record")
    return OK
