"""The layouts of our master: real places for titles, texts, pictures, tables and charts, where they lie and how they look."""

from xml.sax.saxutils import escape, quoteattr

CM = 360_000
WIDE, HIGH = 12_192_000 / CM, 6_858_000 / CM
LEFT, BODY_TOP, BODY_WIDE, BODY_HIGH = 1.9, 3.8, 30.067, 13.4
TITLE_BOX, BODY_BOX = (LEFT, 1.0, BODY_WIDE, 2.4), (LEFT, BODY_TOP, BODY_WIDE, BODY_HIGH)
NAMES = {  # what people see in the list of layouts
    "title": ("Rubrikbild", "Title"), "text": ("Text", "Text"), "bullets": ("Punkter", "Bullets"), "picture": ("Bild", "Picture"),
    "table": ("Tabell", "Table"), "chart": ("Diagram", "Chart"), "beside": ("Text bredvid", "Text beside"),
    "only": ("Endast rubrik", "Title only"),
}
PROMPTS = {
    "title": ("Rubrik", "Title"), "ctrTitle": ("Rubrik", "Title"), "subTitle": ("Underrubrik, organisation och datum", "Subtitle, organisation and date"),
    "body": ("Text", "Text"), "pic": ("Bild", "Picture"), "tbl": ("Tabell", "Table"), "chart": ("Diagram", "Chart"), "obj": ("Innehåll", "Content"),
    "sldNum": ("Sidnummer", "Slide number"),
}
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
Box = tuple[float, float, float, float]


def place(number: int, kind: str, box: Box, lang: str, *, idx: int = 0, body: str = "", styles: str = "") -> str:
    """A place for something. `idx` tells places of a layout apart; `styles` are what its text looks like."""
    words = PROMPTS[kind][lang == "en-GB"]
    told = f' type="{kind}"' if kind != "obj" else ""
    told += f' idx="{idx}"' if idx else ""
    text = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{lang}"/><a:t>‹#›</a:t></a:fld>' \
        if kind == "sldNum" else f'<a:r><a:rPr lang="{lang}"/><a:t>{escape(words)}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(words)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{told}/></p:nvPr></p:nvSpPr><p:spPr>{frame(box)}</p:spPr>"
        f"<p:txBody><a:bodyPr{body}><a:normAutofit/></a:bodyPr><a:lstStyle>{styles}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def frame(box: Box) -> str:
    x, y, wide, high = (round(one * CM) for one in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def bar(number: int, box: Box, colour: str) -> str:
    """A plain area of colour, which says nothing."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(box)}'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def level(number: int, size: int, *, bullet: str = "", bold: bool = False, colour: str = "tx1", before: int = 0) -> str:
    indent = 0.75 * number
    edges = f'marL="{round(indent * CM)}" indent="-{round(0.75 * CM)}"' if bullet else 'marL="0" indent="0"'
    mark = f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr {edges} algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>'
        f'{mark}<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="+m{"j" if bold else "n"}-lt"/></a:defRPr></a:lvl{number}pPr>'
    )


PLAIN = level(1, 24, before=10)
BULLETED = level(1, 24, bullet="•", before=10) + level(2, 20, bullet="–", before=4) + level(3, 18, bullet="–", before=4)


def layouts(lang: str) -> dict[str, str]:
    """The places of every layout, in the order in which they are read."""
    title, number = place(2, "title", TITLE_BOX, lang), place(9, "sldNum", (WIDE - 4.9, 17.7, 3, 0.8), lang, idx=12)
    half, rest = (LEFT, BODY_TOP, 11.2, BODY_HIGH), (LEFT + 12.2, BODY_TOP, BODY_WIDE - 12.2, BODY_HIGH)
    big = level(1, 40, bold=True, colour="bg1")
    opening = place(2, "ctrTitle", (2.6, 5.0, 28.6, 5.2), lang, body=' anchor="b"', styles=big)
    opening += place(3, "subTitle", (2.6, 11.2, 28.6, 5.0), lang, idx=1, styles=level(1, 20, colour="bg1", before=6))
    one = {kind: title + place(3, kind, BODY_BOX, lang, idx=1) + number for kind in ("pic", "tbl", "chart")}
    return {
        "title": bar(8, (0, 0, WIDE, HIGH), "accent1") + bar(9, (2.6, 10.6, 3.4, 0.1), "bg1") + opening,
        "text": title + place(3, "body", BODY_BOX, lang, idx=1, styles=PLAIN) + number,
        "bullets": title + place(3, "body", BODY_BOX, lang, idx=1, styles=BULLETED) + number,
        "picture": one["pic"], "table": one["tbl"], "chart": one["chart"],
        "beside": title + place(3, "body", half, lang, idx=1, styles=level(1, 20, bullet="•", before=8)) + place(4, "obj", rest, lang, idx=2) + number,
        "only": title + number,
    }


def layout(key: str, places: str, lang: str) -> str:
    kind = {"title": ' type="title"', "only": ' type="titleOnly"'}.get(key, "")
    hide = ' showMasterSp="0"' if key == "title" else ""
    return (
        f'{HEAD}<p:sldLayout {SPACES} preserve="1" userDrawn="1"{kind}{hide}><p:cSld name={quoteattr(NAMES[key][lang == "en-GB"])}><p:spTree>'
        f"{TREE}{places}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master(lang: str) -> str:
    places = bar(8, (0, 0, WIDE, 0.3), "accent1") + place(2, "title", TITLE_BOX, lang, body=' lIns="0" rIns="0" tIns="0" bIns="0" anchor="ctr"')
    places += place(3, "body", BODY_BOX, lang, idx=1, body=' lIns="0" rIns="0" tIns="0" bIns="0"')
    quiet = level(1, 12, colour="accent6").replace('algn="l"', 'algn="r"')
    places += place(4, "sldNum", (WIDE - 4.9, 17.7, 3, 0.8), lang, idx=12, body=' lIns="0" rIns="0" anchor="ctr"', styles=quiet)
    listed = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n}"/>' for n in range(1, len(NAMES) + 1))
    return (
        f'{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{TREE}{places}</p:spTree></p:cSld>{MAP}<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:txStyles>"
        f'<p:titleStyle>{level(1, 28, bold=True, colour="accent1")}</p:titleStyle><p:bodyStyle>{BULLETED}</p:bodyStyle>'
        f"<p:otherStyle/></p:txStyles></p:sldMaster>"
    )
