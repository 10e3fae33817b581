"""Builds our own PowerPoint masters, one for each language: `.venv/bin/python -m tools.masters`. A test holds them built."""

from pathlib import Path

from tools.masters.package import packed

FOLDER = Path(__file__).resolve().parents[2] / "src" / "spegla" / "documents" / "masters"

if __name__ == "__main__":
    for language, tag in (("sv", "sv-SE"), ("en", "en-GB")):
        (FOLDER / f"{language}.pptx").write_bytes(packed(tag))
