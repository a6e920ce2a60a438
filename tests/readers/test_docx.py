"""Word files are read as they are printed: what is deleted, hidden or a code of a field is not there."""

from __future__ import annotations

import pytest

from sitegen.model import Document, Grid, Source
from sitegen.readers import docx as reader
from sitegen.readers.decoding import UnreadableError
from tests.readers.docx_fixtures import Block, Xml, docx, package, paragraph, run, table

SOURCE = Source("报告.docx", reader.MEDIA_TYPE, "0" * 64, 1)


def read(*blocks: Block, **parts: str) -> Document:
    content = docx(blocks, {f"word/{name}.xml": xml for name, xml in parts.items()})
    assert reader.accepts(content[:4096])
    return reader.read(SOURCE, content)


def text(xml: str) -> str:
    """What a paragraph of this content prints."""
    (line,) = read("前", Xml(f"<w:p>{xml}</w:p>")).lines[1:]
    return line


def grid(document: Document) -> list[list[str]]:
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in found.rows]


def test_paragraphs_and_rows_follow_in_reading_order() -> None:
    document = read("标题", [["规章", "0"], ["规范性文件", "13"]], "落款")
    assert document.lines == ("标题", "规章 | 0", "规范性文件 | 13", "落款")


def test_every_text_stands_at_its_place() -> None:
    document = read("标题", [[("甲", 2, 1), "乙"], [("丙", 1, 2), "1", "2"], ["3", " 4 "]])
    for block in document.blocks:
        for item in [c for row in block.rows for c in row] if isinstance(block, Grid) else [block]:
            assert document.lines[item.place.line - 1][item.place.start : item.place.end] == item.text


def test_a_merged_cell_is_one_cell_wherever_it_spans() -> None:
    document = read([["甲", ("乙", 2, 1)], [("丙", 1, 2), "1", "2"], ["3", ("4", 1, 1)]])
    assert grid(document) == [["甲", "乙", "乙"], ["丙", "1", "2"], ["丙", "3", "4"]]
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    assert found.rows[0][1] is found.rows[0][2]
    assert found.rows[1][0] is found.rows[2][0]
    assert found.rows[1][0].place.row == 2


def test_a_cell_may_span_rows_and_columns_at_once() -> None:
    assert grid(read([[("甲", 2, 2), "1"], ["2"], ["乙", "丙", "3"]])) == [
        ["甲", "甲", "1"],
        ["甲", "甲", "2"],
        ["乙", "丙", "3"],
    ]


def test_cells_merged_in_the_old_way_are_one_cell() -> None:
    first = f'<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{paragraph("甲")}</w:tc>'
    second = "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>"
    rows = f"<w:tr>{first}{second}</w:tr>{table([['1', '2']]).partition('</w:tblGrid>')[2]}"
    assert grid(read(Xml(f"<w:tbl>{rows}"))) == [["甲", "甲"], ["1", "2"]]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    rows = "<w:tr>{}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}</w:tr>".format(
        "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in "甲乙"), f"<w:tc>{paragraph('丙')}</w:tc>"
    )
    assert grid(read(Xml(f"<w:tbl>{rows}</w:tbl>"))) == [["甲", "乙"], ["", "丙"]]


@pytest.mark.parametrize("span", ["999999999", "0", "-3", "abc", "9" * 5000])
def test_an_absurd_span_is_kept_within_reason(span: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph("甲")}</w:tc>'
    (row,) = grid(read(Xml(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>")))
    assert row[-1] == "1"
    assert 2 <= len(row) <= 101


def test_what_is_deleted_is_not_printed_and_what_is_inserted_is() -> None:
    deleted = "<w:del><w:r><w:delText>9</w:delText><w:t>8</w:t></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>5</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>6</w:t></w:r></w:moveTo>"
    assert text(f"{deleted}<w:ins>{run('7')}</w:ins>{moved}") == "76"


def test_a_deleted_row_is_not_printed() -> None:
    rows = "<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}</w:tr>".format(
        *("".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in texts) for texts in ("甲1", "甲2"))
    )
    assert grid(read(Xml(f"<w:tbl>{rows}</w:tbl>"))) == [["甲", "2"]]


def test_hidden_text_is_not_printed() -> None:
    assert text(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r>{run('1')}") == "1"
    assert text(f'<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>8</w:t></w:r>{run("1")}') == "81"


def test_fields_print_their_result_and_not_their_code() -> None:
    complex_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=1+1</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text(f'{complex_field}<w:fldSimple w:instr="PAGE">{run("件")}</w:fldSimple>') == "2件"


@pytest.mark.parametrize(
    ("properties", "printed"),
    [
        ('<w:vertAlign w:val="superscript"/>', "12^1"),
        ('<w:vertAlign w:val="subscript"/>', "12_1"),
        ("<w:strike/>", "12~~1~~"),
        ("<w:dstrike/>", "12~~1~~"),
        ("<w:b/>", "121"),
    ],
)
def test_a_raised_lowered_or_struck_out_figure_joins_no_other(properties: str, printed: str) -> None:
    assert text(f"{run('12')}<w:r><w:rPr>{properties}</w:rPr><w:t>1</w:t></w:r>") == printed


def test_the_call_of_a_note_prints_nothing_and_the_note_follows_the_text() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f"""<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
    <w:footnote w:id="2">{paragraph("含子项")}</w:footnote></w:footnotes>"""
    assert read(Xml(f"<w:p>{run('12')}{call}</w:p>"), "末段", footnotes=notes).lines == ("12", "末段", "含子项")


def test_readings_above_characters_are_not_printed_twice() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('wù')}</w:rt><w:rubyBase>{run('务')}</w:rubyBase></w:ruby>"
    assert text(f"<w:r>{ruby}</w:r>{run('公开')}") == "务公开"


def test_breaks_part_lines_and_tabs_part_words() -> None:
    assert read(Xml("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>")).lines == (
        "甲",
        "乙 丙",
    )


def test_paragraphs_of_a_cell_are_parted() -> None:
    cell = Xml(paragraph("法律服") + paragraph("务机构") + "<w:p/>")
    assert grid(read([[cell, "1"]])) == [["法律服 务机构", "1"]]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}{table([['规章', '0']])}<w:p/></w:txbxContent>"
    shape = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = read(Xml(f"<w:p><w:r>{shape}</w:r>{run('框外')}</w:p>"))
    assert document.lines == ("框外", "框内", "规章 | 0")


def test_controls_around_rows_cells_and_text_do_not_matter() -> None:
    def control(xml: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    cells = control(f"<w:tc>{control(paragraph('甲'))}</w:tc>") + f"<w:tc><w:p>{control(run('1'))}</w:p></w:tc>"
    assert grid(read(Xml(control(f"<w:tbl>{control(f'<w:tr>{cells}</w:tr>')}</w:tbl>")))) == [["甲", "1"]]


def test_a_table_that_only_lays_out_is_read_as_what_it_holds() -> None:
    inner = Xml(paragraph("标题") + table([["规章", "0"], ["规范性文件", "13"]]) + "<w:p/>")
    assert read([[inner, "旁注"]]).lines == ("标题", "规章 | 0", "规范性文件 | 13", "旁注")
    assert grid(read([[inner]])) == [["规章", "0"], ["规范性文件", "13"]]


def test_prose_in_a_cell_is_paragraphs() -> None:
    prose = Xml(paragraph("全年主动公开" * 80) + paragraph("全年受理"))
    document = read([["一、总体情况", prose], ["规章", "0"]])
    assert document.lines == ("一、总体情况", "全年主动公开" * 80, "全年受理", "规章 | 0")


@pytest.mark.parametrize(
    "content",
    [
        "<w:r><w:drawing><wp:inline/></w:drawing></w:r>",
        "<w:r><w:object/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
    ],
)
def test_a_cell_with_a_picture_a_sign_or_a_fraction_is_not_blank(content: str) -> None:
    assert grid(read([[Xml(f"<w:p>{content}</w:p>"), "", "1"]])) == [["\ufffc", "", "1"]]


def test_a_minus_of_the_symbol_font_is_a_minus() -> None:
    assert (
        text(f'<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>{run("5")}<m:oMath><m:r><m:t>0</m:t></m:r></m:oMath>')
        == "-50"
    )


def test_the_address_of_a_link_is_not_read() -> None:
    links = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId9" Target="javascript:alert(1)" TargetMode="External" Type="hyperlink"/></Relationships>"""
    body = Xml(f'<w:p><w:hyperlink w:anchor="x">{run("附件")}</w:hyperlink></w:p>')
    assert reader.read(SOURCE, docx([body], {"word/_rels/document.xml.rels": links})).lines == ("附件",)


def test_the_strict_namespace_and_another_name_of_the_main_part_are_read() -> None:
    relations = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
    Id="a" Target="/word/document2.xml" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>
    </Relationships>"""
    document = f"""<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>
    {paragraph("标题")}</w:body></w:document>"""
    content = package({"_rels/.rels": relations, "word/document2.xml": document})
    assert reader.read(SOURCE, content).lines == ("标题",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx([Xml("<w:p><w:r><w:drawing/></w:r></w:p>")]), "docx_no_text"),
        (package({"_rels/.rels": "<Relationships/>", "OFD.xml": "<OFD/>"}), "archive_unknown"),
        (package({"word/document.xml": "<other/>"}), "archive_unknown"),
        (package({"word/document.xml": "<w:document><w:body>"}), "archive_broken"),
        (docx([Xml("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200)]), "archive_broken"),
        (docx([[["1"] * 1000] * 21]), "too_large"),
    ],
)
def test_what_is_no_readable_word_file_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        reader.read(SOURCE, content)
