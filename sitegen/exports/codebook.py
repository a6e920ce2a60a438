"""The codebook as tables: forms, their tables, rows and columns, the rules, and every closed vocabulary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import claims, columns, vocabulary
from sitegen.exports.schema import Category, Field, Reference, Table, Words
from sitegen.meaning import formula, measures, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.schema import Values
    from sitegen.model import Catalogue, Form, Rule

NONE = Words("没有", "there is none")
FIRST_YEAR = Field(
    "first_year", "integer", Words("最早年度", "First year"),
    Words("最早适用的报告年度。", "The first report year that it applies to."),
    missing=Words("不限年度", "it applies to any year"),
)  # fmt: skip
LAST_YEAR = Field(
    "last_year", "integer", Words("最晚年度", "Last year"),
    Words("最晚适用的报告年度。", "The last report year that it applies to."),
    missing=Words("仍在使用,或不限年度", "it is still in use, or applies to any year"),
)  # fmt: skip
SECTION = Field(
    "section", "string", Words("部分", "Section"),
    Words("表中一个部分的标识,同一部分各行共用列。", "The id of a part of the table whose rows share their columns."),
    pattern=r"[a-z0-9]+([-_][a-z0-9]+)*",
)  # fmt: skip
SECTION_ZH = Field(
    "section_zh", "string", Words("部分名称", "Section (Chinese)"),
    Words("部分所印的标题。", "Its heading as printed."),
    missing=Words("没有标题", "it has no heading"),
)  # fmt: skip
PATH = Field(
    "path", "string", Words("上级标题", "Headings above"),
    Words("表中在它上面的各级标题,以 > 隔开。", "The headings above it in the table, separated by >."), missing=NONE,
)  # fmt: skip
ALIASES = Field(
    "aliases", "string", Words("别名", "Aliases"),
    Words("报告里见过的其他写法,以分号隔开。", "Other wordings seen in reports, separated by semicolons."),
    missing=NONE,
)  # fmt: skip
UNIT = replace(
    columns.UNIT,
    description=Words("表式规定的单位。", "The unit that the form implies."),
    missing=Words("由列(或行)规定,或由报告印出", "it comes with the column or row, or is printed in the report"),
)
NAME_ZH = replace(columns.NAME_ZH, description=Words("表式所印的名称。", "The name that the form prints."))
TO_FORM = Reference(("form",), "forms", ("form",))
TO_TABLE = Reference(("form", "table"), "tables", ("form", "table"))

VOCABULARIES = (
    ("status", Words("格子的状态", "Status of a cell"), vocabulary.STATUS),
    ("standing", Words("指标数值的状态", "Status of a series"), vocabulary.STANDING),
    ("grade", Words("可比程度", "Comparability"), vocabulary.GRADE),
    ("outcome", Words("核对的结果", "Outcome of a check"), vocabulary.OUTCOME),
    ("severity", Words("规则的轻重", "Severity of a rule"), vocabulary.SEVERITY),
    ("attribution", Words("不符出自何处", "Attribution of a break"), vocabulary.ATTRIBUTION),
    ("correction", Words("更正的性质", "Standing of a correction"), vocabulary.CORRECTION),
    ("scope", Words("报告的范围", "Scope of a report"), vocabulary.SCOPE),
    ("level", Words("机关的层级", "Level of an agency"), vocabulary.LEVEL),
    ("kind", Words("机关的性质", "Kind of an agency"), vocabulary.KIND),
    ("qualifier", Words("文中数字的限定", "Qualifier of a claim"), claims.QUALIFIERS),
    ("doubt", Words("文中数字的疑点", "Doubt about a claim"), claims.DOUBTS),
)


def tables(catalogue: Catalogue) -> tuple[Table, ...]:
    """All tables of the codebook but the indicators, which have tables of their own."""
    return (forms(catalogue), tables_of_forms(catalogue), rows(catalogue), form_columns(catalogue), rules(catalogue),
            codes(catalogue))  # fmt: skip


def forms(catalogue: Catalogue) -> Table:
    """The forms, one row each."""
    basis = Field("basis_zh", "string", Words("依据", "Basis"), Words("制发表式的文件。", "What prescribes the form."))
    fields = (
        replace(columns.form(catalogue), pattern=columns.SLUG, categories=()), NAME_ZH, columns.NAME_EN, basis,
        replace(basis, name="basis_en", title=Words("依据(英文)", "Basis (English)")), FIRST_YEAR, LAST_YEAR,
    )  # fmt: skip
    rows = tuple((f.id, f.zh, f.en, f.basis_zh, f.basis_en, f.first_year, f.last_year) for f in catalogue.forms)
    about = Words("各种官方表式,每种一行。", "The official forms, one row each.")
    return Table("forms", "forms.csv", Words("表式", "Forms"), about, fields, rows, key=("form",))


def tables_of_forms(catalogue: Catalogue) -> Table:
    """The tables of the forms, one row each."""
    layout = Field(
        "layout", "string", Words("版式", "Layout"), Words("表在纸上怎样排。", "How the table is laid out on paper."),
        pattern=columns.IDENTIFIER,
    )  # fmt: skip
    fields = (columns.form(catalogue), columns.table(catalogue), NAME_ZH, columns.NAME_EN, layout)
    rows = tuple((f.id, t.id, t.zh, t.en, t.layout) for f in catalogue.forms for t in f.tables)
    about = Words("各种表式里的表,每张一行。", "The tables of the forms, one row each.")
    return Table(
        "tables", "tables.csv", Words("表", "Tables"), about, fields, rows,
        key=("form", "table"), references=(TO_FORM,),
    )  # fmt: skip


def rows(catalogue: Catalogue) -> Table:
    """The rows of the tables, one row each, with the indicators that count them."""
    fields = (
        columns.form(catalogue), columns.table(catalogue), columns.ROW, SECTION, SECTION_ZH,
        Field(
            "number", "string", Words("序号", "Item mark"),
            Words("行名前所印的序号。", "The item mark printed before the name."), missing=NONE,
        ),
        NAME_ZH, columns.NAME_EN, PATH, UNIT, columns.LAW, ALIASES, FIRST_YEAR, LAST_YEAR,
        Field(
            "indicators", "string", Words("指标", "Indicators"),
            Words(
                "用到这一行的指标,以空格隔开;定义和可比程度见 indicators 和 concordance。",
                "The indicators that count this row, separated by spaces; their definitions and comparability are in "
                "indicators and concordance.",
            ),
            pattern=rf"{columns.IDENTIFIER}( {columns.IDENTIFIER})*", missing=NONE,
        ),
    )  # fmt: skip
    return Table(
        "rows",
        "rows.csv",
        Words("表式的行", "Rows of forms"),
        Words("各表的行,每行一条。", "The rows of each table, one row each."),
        fields,
        tuple(row for form in catalogue.forms for row in _rows(catalogue, form)),
        key=("form", "table", "row"),
        references=(TO_TABLE,),
    )


def _rows(catalogue: Catalogue, form: Form) -> Iterator[Values]:
    used = measures(catalogue, form.id)
    for table in form.tables:
        for section, row in table.rows:
            indicators = dict.fromkeys(one.indicator.id for one in used.get(f"{table.id}/{row.id}", ()))
            yield (
                form.id, table.id, row.id, section.id, section.zh or None, row.number or None, row.zh, row.en,
                " > ".join(row.path) or None, row.unit or None, row.law or None, ";".join(row.aliases) or None,
                form.first_year, form.last_year, " ".join(indicators) or None,
            )  # fmt: skip


def form_columns(catalogue: Catalogue) -> Table:
    """The columns of the sections of the tables, one row each."""
    money = Field(
        "money", "boolean", Words("金额", "Money"),
        Words("是否为金额,单位以报告所印为准。", "Whether it is an amount, whose unit is the one that is printed."),
    )  # fmt: skip
    fields = (
        columns.form(catalogue), columns.table(catalogue), SECTION, columns.COLUMN, NAME_ZH, columns.NAME_EN,
        PATH, UNIT, money, ALIASES, FIRST_YEAR, LAST_YEAR,
    )  # fmt: skip
    rows = tuple(
        (
            form.id, table.id, section.id, c.id, c.zh, c.en, " > ".join(c.path) or None, c.unit or None, c.money,
            ";".join(c.aliases) or None, form.first_year, form.last_year,
        )
        for form in catalogue.forms for table in form.tables for section in table.sections for c in section.columns
    )  # fmt: skip
    about = Words("各表的列,每列一条。", "The columns of each table, one row each.")
    return Table(
        "columns", "columns.csv", Words("表式的列", "Columns of forms"), about, fields, rows,
        key=("form", "table", "section", "column"), references=(TO_TABLE,),
    )  # fmt: skip


def rules(catalogue: Catalogue) -> Table:
    """The rules of the audit, and what the reading of a file may find, one row each."""
    fields = (
        Field(
            "rule", "string", Words("规则", "Rule"), Words("规则的标识。", "The rule's id."),
            pattern=r"[A-Z0-9]+\.[A-Z0-9_]+",
        ),
        replace(columns.NAME_ZH, description=Words("规则的名称。", "The name of the rule.")), columns.NAME_EN,
        Field(
            "severity", "string", Words("轻重", "Severity"), Words("不符时的轻重。", "How much a failure weighs."),
            categories=vocabulary.SEVERITY,
        ),
        Field(
            "kind", "string", Words("种类", "Kind"), Words("核对的方式。", "How it checks."),
            pattern=columns.IDENTIFIER,
        ),
        Field(
            "explanation_zh", "string", Words("说明", "Explanation"),
            Words("规则的意思。", "What it says, in Chinese."),
        ),
        Field(
            "explanation_en", "string", Words("说明(英文)", "Explanation (English)"),
            Words("规则意思的英文。", "What it says, in English."),
        ),
        Field(
            "forms", "string", Words("表式", "Forms"),
            Words("所适用的表式,以空格隔开。", "The forms that it holds for, separated by spaces."),
            missing=Words("不限表式", "it holds whatever the form"),
        ),
        Field(
            "each", "string", Words("逐行或逐列", "Each"),
            Words(
                "算式对每一行(row,各项是列)、每一列(column,各项是行)成立,还是整张表一条(table,各项是行/列)。",
                "Whether the formula holds for each row, its terms being columns, for each column, its terms being "
                "rows, or once for the table, its terms being row/column.",
            ),
            pattern=columns.IDENTIFIER, missing=Words("不逐行逐列核对", "it is not repeated for rows or columns"),
        ),
        Field(
            "formula", "string", Words("算式", "Formula"),
            Words(
                "用行、列的标识写的算式,几条以分号隔开;before: 表示上一年的格。",
                "The formula in ids of rows and columns, several separated by semicolons; before: is the year before.",
            ),
            missing=Words("不是算式", "it is no formula"),
        ),
        FIRST_YEAR, LAST_YEAR,
    )  # fmt: skip
    return Table(
        "rules",
        "rules.csv",
        Words("核对规则", "Rules"),
        Words("核对所依据的规则和读取时可能的发现,每条一行。", "The rules of checks and of reading, one row each."),
        fields,
        tuple(_rule(catalogue, rule) for rule in catalogue.rules),
        key=("rule",),
    )


def _rule(catalogue: Catalogue, rule: Rule) -> Values:
    return (
        rule.id, rule.zh, rule.en, rule.severity, rule.kind, rule.explanation_zh, rule.explanation_en,
        " ".join(rule.forms) or None, rule.each or None, formula(rule) or None, *years(catalogue, rule.forms),
    )  # fmt: skip


def vocabularies(catalogue: Catalogue) -> tuple[tuple[str, Words, tuple[Category, ...]], ...]:
    """Every closed vocabulary by name, with its title and values; reasons are sentences with places to fill."""
    reasons = tuple(Category(r.key, Words(r.zh, r.en)) for r in catalogue.reasons)
    return (
        *VOCABULARIES,
        ("concept", Words("文中数字的概念", "Concept of a claim"), vocabulary.concepts(catalogue)),
        ("reason", Words("无法断定的原因和归属的理由", "Reasons and grounds"), reasons),
    )


def codes(catalogue: Catalogue) -> Table:
    """The values of all closed vocabularies, one row each."""
    fields = (
        Field(
            "vocabulary", "string", Words("码表", "Vocabulary"), Words("码表的标识。", "The id of the vocabulary."),
            pattern=columns.IDENTIFIER,
        ),
        Field(
            "code", "string", Words("代码", "Code"), Words("数据里的写法。", "What the data say."),
            pattern=columns.IDENTIFIER,
        ),
        replace(columns.NAME_ZH, name="label_zh", title=Words("意思", "Meaning")),
        replace(columns.NAME_EN, name="label_en", title=Words("意思(英文)", "Meaning (English)")),
    )  # fmt: skip
    return Table(
        "codes",
        "codes.csv",
        Words("代码", "Codes"),
        Words("状态、结果、理由等各种代码的意思,每个一行。", "What statuses, outcomes, reasons and the like mean."),
        fields,
        tuple(_codes(catalogue)),
        key=("vocabulary", "code"),
    )


def _codes(catalogue: Catalogue) -> Iterable[Values]:
    for name, _, categories in vocabularies(catalogue):
        for one in categories:
            if one.label:
                yield name, one.value, one.label.zh, one.label.en
