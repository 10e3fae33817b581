"""What the pages borrow is what was borrowed: no vendored file has been changed by hand, none is missing or unlisted."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "src/spegla/web/static/spegla/vendor", "src/spegla/web/static/spegla/fonts", "src/spegla/web/templates/parts/icons",
    "src/spegla/documents/fonts",
)


def listed():
    lines = (ROOT / "vendor" / "checksums.txt").read_text().splitlines()
    return {name: checksum for checksum, name in (line.split(maxsplit=1) for line in lines)}


def test_every_vendored_file_is_as_it_was():
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert len(files) > 10
    assert listed() == {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
