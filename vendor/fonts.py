"""Makes the font of our PDFs from that of our pages: python vendor/fonts.py, where fontTools and brotli are installed.

Needed only when vendor/refresh.sh has fetched another version of Inter. Typst reads neither woff2 nor a weight axis.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/spegla/web/static/spegla/fonts/inter-latin.woff2"
TARGET = ROOT / "src/spegla/documents/fonts"
WEIGHTS = {"Regular": 400, "SemiBold": 600}

for name, weight in WEIGHTS.items():
    font = instantiateVariableFont(TTFont(SOURCE, recalcTimestamp=False), {"wght": weight}, updateFontNames=False)
    font.flavor = None
    font["OS/2"].usWeightClass = weight
    for record, text in ((1, "Inter"), (2, name), (4, f"Inter {name}"), (6, f"Inter-{name}"), (16, "Inter"), (17, name)):
        font["name"].setName(text, record, 3, 1, 0x409)
    font.save(TARGET / f"inter-{name.lower()}.ttf")
