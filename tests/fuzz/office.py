"""Office files: WordprocessingML and SpreadsheetML out of a grammar and damaged, and the archives around them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sitegen.readers import docx, sheets
from sitegen.readers.decoding import UnreadableError
from tests.fuzz import promises
from tests.fuzz.material import source
from tests.fuzz.mutating import CHARACTERS, damaged, rewritten
from tests.readers.docx_fixtures import DECLARATION, NAMESPACES, RELATIONS, TYPES

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.material import Material

COUNTS = ("0", "1", "2", "3", "-1", "99", "100000", "9999999999", "x", "", "１")
RUN_PROPERTIES = ("vanish", "strike", 'vertAlign w:val="superscript"', 'vertAlign w:val="odd"', 'vanish w:val="0"')
PIECES = (
    *("<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", '<w:sym w:font="Symbol" w:char="F031"/>', "<w:drawing/>"),
    *('<w:sym w:char="zz"/>', "<w:sym/>", "<w:delText>9</w:delText>", "<w:instrText>PAGE</w:instrText>", "<w:t/>"),
    *("<w:ruby><w:rt><w:r><w:t>du</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>度</w:t></w:r></w:rubyBase></w:ruby>",),
    *(
        "<m:oMath><m:r><m:t>1</m:t></m:r></m:oMath>",
        "<m:oMath><m:f/></m:oMath>",
        "<w:fldSimple/>",
        "<?x y?>",
        "<!---->",
    ),
)
WRAPPERS = ("sdt", "sdtContent", "ins", "del", "smartTag", "customXml", "hyperlink", "moveFrom", "Unknown")
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = {
    "_rels/.rels": RELATIONS.replace("word/document.xml", "xl/workbook.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}"><sheets><sheet r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="x"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>table</t></si><si><r><t>row</t></r></si></sst>',
}
HEADER = ("table", "row", "column", "value", "unit")
KINDS = ("n", "n", "s", "str", "inlineStr", "b", "e", "d", "odd")
NUMBERS = (
    "1",
    "0",
    "-3",
    "1.5",
    "5949.0886670000001",
    "1e309",
    "nan",
    "-inf",
    "1e-400",
    "",
    "x",
    "１",
    "9" * 400,
    "1_0",
)
SPOILED = 0.2  # of the parts are rewritten as text
TORN = 0.1  # of the archives are damaged as bytes


def draw_word(rng: Random, material: Material) -> bytes:
    """A Word file."""
    if rng.random() < TORN / 2:
        return damaged(rng, rng.choice(material.files["docx"]), material.files["docx"])
    body = "".join(_block(rng, 0) for _ in range(rng.randint(1, 3)))
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    if rng.random() < 1 / 8:
        parts["word/footnotes.xml"] = (
            f"<w:footnotes {NAMESPACES}><w:footnote>{_paragraph(rng)}</w:footnote></w:footnotes>"
        )
    return _archive(rng, parts, material)


def draw_book(rng: Random, material: Material) -> bytes:
    """A workbook."""
    rows = [_sheet_row(rng, HEADER, 1)] if rng.random() < 0.9 else []
    for number in range(2, rng.randint(2, 8)):
        texts = ["requests", "received_new", "total", rng.choice(NUMBERS), rng.choice(("", "件"))]
        rows.append(
            _sheet_row(rng, tuple(texts[: rng.choice((5, 5, 5, 4, 0))]), rng.choice((number, number, 0, 10**6)))
        )
    extra = rng.choice(("", "", "", "", "<mergeCells/>", "<sheetData/>"))
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(rows)}</sheetData>{extra}</worksheet>'
    return _archive(rng, {"[Content_Types].xml": TYPES, "xl/worksheets/sheet1.xml": sheet, **WORKBOOK}, material)


def examine_word(content: bytes) -> str:
    """Read the file as Word or whatever the package is."""
    return _examined(docx.read, content)


def examine_book(content: bytes) -> str:
    """Read the file as a workbook."""
    return _examined(sheets.read, content)


def _examined(read: object, content: bytes) -> str:
    try:
        document = read(source(content), content)  # type: ignore[operator]
    except UnreadableError as error:
        return str(error)
    promises.of_document(document)
    return "read"


def _archive(rng: Random, parts: dict[str, str], material: Material) -> bytes:
    out = io.BytesIO()
    spoiled = rng.choice(sorted(parts)) if rng.random() < SPOILED else ""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            written = rewritten(rng, text, (text, material.texts[0])) if name == spoiled else text
            coding = "utf-8" if name != spoiled or rng.random() < 0.9 else rng.choice(("utf-16", "gb18030"))
            archive.writestr(zipfile.ZipInfo(name), written.encode(coding, "ignore"))
    content = out.getvalue()
    return damaged(rng, content, (content,)) if rng.random() < TORN else content


def _block(rng: Random, depth: int) -> str:
    block = _paragraph(rng) if rng.random() < 1 / 3 or depth > 2 else _word_table(rng, depth)
    wrapper = rng.choice(WRAPPERS)
    return f"<w:{wrapper}>{block}</w:{wrapper}>" if rng.random() < 0.1 else block


def _paragraph(rng: Random) -> str:
    runs = []
    for _ in range(rng.randint(0, 3)):
        properties = f"<w:rPr><w:{rng.choice(RUN_PROPERTIES)}/></w:rPr>" if rng.random() < 1 / 5 else ""
        text = rng.choice((str(rng.randrange(1000)), "规章", "行政许可", "".join(rng.choices(CHARACTERS, k=2))))
        said = "".join(c for c in escape(text) if c >= " " and c not in "\ufffe\uffff")
        runs.append(f"<w:r>{properties}<w:t>{said}</w:t>{rng.choice(PIECES) if rng.random() < 1 / 6 else ''}</w:r>")
    return f"<w:p>{''.join(runs)}</w:p>"


def _word_table(rng: Random, depth: int) -> str:
    rows = []
    for _ in range(rng.randint(0, 4)):
        cells = []
        for _ in range(rng.randint(0, 5)):
            properties = ""
            if rng.random() < 1 / 4:
                properties += f'<w:gridSpan w:val="{rng.choice(COUNTS)}"/>'
            if rng.random() < 1 / 4:
                properties += rng.choice(
                    ('<w:vMerge w:val="restart"/>', "<w:vMerge/>", "<w:hMerge/>", '<w:vMerge w:val=""/>')
                )
            content = _block(rng, depth + 1) if rng.random() < 0.1 else _paragraph(rng)
            cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
        before = f'<w:trPr><w:gridBefore w:val="{rng.choice(COUNTS)}"/></w:trPr>' if rng.random() < 0.1 else ""
        gone = "<w:trPr><w:del/></w:trPr>" if rng.random() < 0.05 else ""
        rows.append(f"<w:tr>{before or gone}{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def _sheet_row(rng: Random, texts: tuple[str, ...], number: int) -> str:
    cells = []
    for column, text in enumerate(texts):
        kind = rng.choice(KINDS) if rng.random() < 0.2 else "str" if not text[:1].isdecimal() else "n"
        address = (
            rng.choice((f' r="{"ABCDE"[column]}{number}"', "", ' r="ZZZ1"', ' r="A1"')) if rng.random() < 0.05 else ""
        )
        style = f' s="{rng.randrange(5)}"' if rng.random() < 0.05 else ""
        formula = "<f>A1</f>" if rng.random() < 0.02 else ""
        inner = f"<is><t>{escape(text)}</t></is>" if kind == "inlineStr" else f"{formula}<v>{escape(text)}</v>"
        cells.append(f'<c t="{kind}"{address}{style}>{inner}</c>')
    return f'<row r="{number}">{"".join(cells)}</row>' if number else f"<row>{''.join(cells)}</row>"
