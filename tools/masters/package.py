"""What stands around the layouts in the file: theme, table style, place for notes, and how the parts hang together."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import quoteattr

from tools.masters.places import CM, HEAD, HIGH, MAP, NAMES, SPACES, TREE, WIDE, frame, layout, layouts, master

THEME = {
    "dk1": "1B2A33", "lt1": "FFFFFF", "dk2": "0E5460", "lt2": "F6F3F0", "accent1": "0E5460", "accent2": "8A5A2B", "accent3": "4D818A",
    "accent4": "5B4A7A", "accent5": "9A7048", "accent6": "4D5A61", "hlink": "0E5460", "folHlink": "5B4A7A",
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MIME = "application/vnd.openxmlformats-officedocument"
TABLE_STYLE = "{5BE61A00-0000-4000-8000-5350454C4741}"
EPOCH = (1980, 1, 1, 0, 0, 0)


def theme() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in THEME.items())
    font = '<a:latin typeface="Inter" panose="020B0604020202020204"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="12700">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Spegla"><a:themeElements>'
        f'<a:clrScheme name="Spegla">{colours}</a:clrScheme><a:fontScheme name="Spegla"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Spegla"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def table_styles() -> str:
    """Lines between the rows and a heading row to be seen: tables that breathe."""
    def line(name: str, colour: str, wide: int) -> str:
        return f'<a:{name}><a:ln w="{wide}"><a:solidFill>{colour}</a:solidFill></a:ln></a:{name}>'

    accent = '<a:schemeClr val="accent1"/>'
    grey = '<a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr>'

    left, right, between = (f"<a:{name}><a:ln><a:noFill/></a:ln></a:{name}>" for name in ("left", "right", "insideV"))
    whole = left + right + line("bottom", grey, 9525) + line("insideH", grey, 9525) + between
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Spegla"><a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
        f'<a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>{whole}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>'
        '<a:firstRow><a:tcTxStyle b="on"><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef><a:schemeClr val="accent1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>'
        f'{line("bottom", accent, 25400)}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>'
    )


def notes_master(lang: str) -> str:
    """A page of notes: the slide on top, what is to be said under it."""
    word = ("Anteckningar", "Notes")[lang == "en-GB"]
    slide, body = frame((1.9, 2.0, 15.25, 8.58)), frame((1.9, 11.4, 15.25, 15.5))
    return (
        f'{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f'<p:spTree>{TREE}<p:sp><p:nvSpPr><p:cNvPr id="2" name=""/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{slide}</p:spPr></p:sp>'
        f'<p:sp><p:nvSpPr><p:cNvPr id="3" name={quoteattr(word)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="3"/>'
        f'</p:nvPr></p:nvSpPr><p:spPr>{body}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="{lang}"/><a:t>{word}</a:t></a:r></a:p>'
        f"</p:txBody></p:sp></p:spTree></p:cSld>{MAP}<p:notesStyle><a:lvl1pPr><a:spcBef><a:spcPts val=\"600\"/></a:spcBef>"
        '<a:defRPr sz="1200"/></a:lvl1pPr></p:notesStyle></p:notesMaster>'
    )


def presentation(lang: str) -> str:
    size = f'cx="{round(WIDE * CM)}" cy="{round(HIGH * CM)}"'
    return (
        f'{HEAD}<p:presentation {SPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz {size}/><p:notesSz cx="6858000" cy="9906000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{lang}"/></a:defPPr><a:lvl1pPr><a:defRPr sz="1800">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        '</a:defRPr></a:lvl1pPr></p:defaultTextStyle></p:presentation>'
    )


def relations(*targets: tuple[str, str]) -> str:
    listed = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def types(parts: dict[str, str]) -> str:
    kinds = {"slideMasters": "presentationml.slideMaster", "slideLayouts": "presentationml.slideLayout", "theme": "theme",
             "notesMasters": "presentationml.notesMaster", "ppt": "presentationml.presentation.main", "docProps": ""}
    told = []
    for name in parts:
        folder = name.split("/")[-2]
        kind = "presentationml.tableStyles" if "tableStyles" in name else kinds.get(folder, "")
        if "_rels" not in name:
            mime = f"{MIME}.{kind}+xml" if kind else "application/vnd.openxmlformats-package.core-properties+xml"
            told.append(f'<Override PartName="/{name}" ContentType="{mime}"/>')
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{"".join(told)}</Types>'
    )


def core(lang: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title/><dc:creator>Spegla</dc:creator><dc:language>{lang}</dc:language></cp:coreProperties>"
    )


def parts_of(lang: str) -> dict[str, str]:
    """Everything in the file, by its name."""
    held = {f"ppt/slideLayouts/slideLayout{n}.xml": layout(key, places, lang) for n, (key, places) in enumerate(layouts(lang).items(), 1)}
    up = (f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")
    links = {f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels": relations(up) for n in range(1, len(held) + 1)}
    down = [(f"{OFFICE}/slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(NAMES) + 1)]
    parts = {
        "ppt/presentation.xml": presentation(lang), "ppt/tableStyles.xml": table_styles(), "docProps/core.xml": core(lang),
        "ppt/slideMasters/slideMaster1.xml": master(lang), **held, "ppt/theme/theme1.xml": theme(), "ppt/theme/theme2.xml": theme(),
        "ppt/notesMasters/notesMaster1.xml": notes_master(lang), **links,
        "_rels/.rels": relations((f"{OFFICE}/officeDocument", "ppt/presentation.xml"),
                                 (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")),
        "ppt/_rels/presentation.xml.rels": relations(
            (f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"), (f"{OFFICE}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{OFFICE}/theme", "theme/theme1.xml"), (f"{OFFICE}/tableStyles", "tableStyles.xml")),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(*down, (f"{OFFICE}/theme", "../theme/theme1.xml")),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations((f"{OFFICE}/theme", "../theme/theme2.xml")),
    }
    return {"[Content_Types].xml": types(parts), **parts}


def packed(lang: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(lang).items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
