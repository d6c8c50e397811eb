"""Pictures of an old document as PNG; what no browser would show is refused."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

_KINDS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_WIDEST: Final = 1600  # dots: enough for the width of a page
_LARGEST: Final = 40_000_000  # dots of a picture that is opened


def as_png(data: bytes) -> bytes | None:
    """This picture as a PNG, no wider than a page needs; None when it can't be read or is drawn by Windows (EMF)."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=_KINDS) as picture:
            warnings.simplefilter("error")
            if picture.width * picture.height > _LARGEST:
                return None
            if picture.format == "PNG" and picture.width <= _WIDEST:
                picture.verify()
                return data
            shown = picture.convert("RGBA" if picture.mode in {"RGBA", "LA", "P", "PA"} else "RGB")
            if shown.width > _WIDEST:
                shown = shown.resize((_WIDEST, max(1, round(shown.height * _WIDEST / shown.width))))
            made = BytesIO()
            shown.save(made, "PNG", optimize=False)
            return made.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
