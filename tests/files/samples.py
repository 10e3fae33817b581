"""Small real files, made here."""

import io
import struct
import zipfile
import zlib

PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def office(kind, *extra, types=True):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part in ([*(["[Content_Types].xml"] if types else []), PARTS[kind], *extra]):
            archive.writestr(zipfile.ZipInfo(part), "<x/>")  # without the time of day
    return content.getvalue()


def archive(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as found:
        for name, text in parts.items():
            found.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
