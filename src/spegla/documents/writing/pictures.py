"""Pictures made ready: of a kind that every program shows, no larger than needed, upright, without where they were taken."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

WIDEST = (1920, 1440)
MOST_PIXELS = 40_000_000
LARGEST = 3_000_000  # bytes that a picture keeps without being saved anew
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
PLAIN = ("PNG", "JPEG", "GIF")


def ready(data: bytes) -> tuple[bytes, str, tuple[int, int]] | None:
    """The file, its media type, and its size in pixels; None when it is no picture that we can show."""
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as picture:
            return _ready(picture, data)
    except MemoryError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None


def _ready(picture: Image.Image, data: bytes) -> tuple[bytes, str, tuple[int, int]] | None:
    kind = picture.format or ""
    if kind == "JPEG":
        picture.draft("RGB", WIDEST)
    if picture.width * picture.height > MOST_PIXELS:
        return None
    small = picture.width <= WIDEST[0] and picture.height <= WIDEST[1]
    if kind in PLAIN and small and len(data) <= LARGEST and not picture.getexif():
        picture.load()
        return data, f"image/{kind.lower()}", picture.size
    return _again(picture, kind)


def _again(picture: Image.Image, kind: str) -> tuple[bytes, str, tuple[int, int]]:
    upright = ImageOps.exif_transpose(picture)
    opaque = kind == "JPEG" or (kind == "WEBP" and upright.mode == "RGB")
    upright = upright.convert("RGB" if opaque else "RGBA")
    upright.thumbnail(WIDEST)
    out = io.BytesIO()
    upright.save(out, "JPEG" if opaque else "PNG", **({"quality": 88} if opaque else {}))
    return out.getvalue(), "image/jpeg" if opaque else "image/png", upright.size
