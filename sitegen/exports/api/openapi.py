"""``openapi.json``: the OpenAPI 3.1 description of the API, whose schemas hold for every one of its files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.exports import columns
from sitegen.exports.api import agency, codebook, contents, indicator, report
from sitegen.exports.api.compact import Schema, closed
from sitegen.exports.api.envelope import HEAD_SCHEMA, MEDIA_TYPE, SCHEMA_VERSION
from sitegen.exports.datapackage import LICENCES
from sitegen.exports.schema import Words
from sitegen.model import Artifact

if TYPE_CHECKING:
    from sitegen.model import Catalogue

PATHS = {
    "/index.json": ("Index", "getIndex", Words("目录:有多少机关、报告和指标,文件在哪里", "What there is, and where")),
    "/agencies.json": ("Agencies", "listAgencies", Words("全部机关及其有报告的年度", "All agencies with their years")),
    "/agencies/{agency}.json": (
        "Agency", "getAgency",
        Words("一个机关:它的报告,每项指标逐年的数值", "An agency: its reports, every indicator by year"),
    ),
    "/reports.json": ("Reports", "listReports", Words("全部报告及所读文件的校验值", "All reports with their hashes")),
    "/reports/{report}.json": (
        "Report", "getReport",
        Words("一份报告:每一格的数值、状态、原文和位置,更正、文中数字和核对结果",
              "A report: every cell with value, status, print and place, corrections, claims and findings"),
    ),
    "/indicators.json": ("Indicators", "listIndicators", Words("全部指标及其定义", "All indicators, defined")),
    "/indicators/{indicator}.json": (
        "Indicator", "getIndicator",
        Words("一项指标:在各表式中是哪几格,断点,各机关逐年的数值", "An indicator: cells, breaks, and all its values"),
    ),
    "/codebook.json": ("Codebook", "getCodebook", Words("码表:每个标识的意思", "What every id means")),
}  # fmt: skip
PARAMETERS = {
    "agency": (columns.SLUG, Words("机关的标识", "The agency's id")),
    "report": (columns.SLUG, Words("报告的标识:机关标识加年度", "The report's id: agency and year")),
    "indicator": (columns.IDENTIFIER, Words("指标的标识", "The indicator's id")),
}


def artifact(catalogue: Catalogue, root: str) -> Artifact:
    """The description as a file below that folder."""
    text = json.dumps(describe(catalogue), ensure_ascii=False, indent=1)
    return Artifact(f"{root}openapi.json", MEDIA_TYPE, f"{text}\n".encode())


def describe(catalogue: Catalogue) -> Schema:
    """The whole description."""
    site = catalogue.site
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": site.title_zh,
            "summary": site.title_en,
            "description": "静态 JSON 文件,没有密钥,没有限额。表格写成一行表头加若干数组。"
            "Static JSON files, no key and no quota. Tables are a header and arrays.",
            "version": SCHEMA_VERSION,
            "license": {"name": LICENCES[0]["title"], "identifier": LICENCES[0]["name"]},
        },
        "servers": [{"url": ".", "description": "本文件所在的目录。The folder that this file lies in."}],
        "tags": [{"name": "v1", "description": f"数据版本 {site.version}。Dataset version {site.version}."}],
        "paths": {path: {"get": _operation(path, *told)} for path, told in PATHS.items()},
        "components": {"schemas": schemas(catalogue)},
    }


def schemas(catalogue: Catalogue) -> dict[str, Schema]:
    """The schema of each kind of file."""
    documents = {
        **contents.schemas(catalogue),
        "Agency": agency.schema(catalogue),
        "Report": report.schema(catalogue),
        "Indicator": indicator.schema(catalogue),
        "Codebook": codebook.schema(catalogue),
    }
    return {name: closed({**HEAD_SCHEMA, **properties}) for name, properties in documents.items()}


def _operation(path: str, schema: str, operation: str, summary: Words) -> Schema:
    named = [name for name in PARAMETERS if f"{{{name}}}" in path]
    result: Schema = {
        "operationId": operation,
        "summary": summary.zh,
        "description": summary.en,
        "tags": ["v1"],
        "responses": {
            "200": {
                "description": summary.zh,
                "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
            },
            **({"404": {"description": "没有这个标识。There is no such id."}} if named else {}),
        },
    }
    if named:
        result["parameters"] = [_parameter(name) for name in named]
    return result


def _parameter(name: str) -> Schema:
    pattern, words = PARAMETERS[name]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": f"{words.zh}。{words.en}.",
        "schema": {"type": "string", "pattern": f"^({pattern})$"},
    }
