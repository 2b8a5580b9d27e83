"""Pictures in texts without what cameras write into them: where and when they were taken, and by which device."""

from __future__ import annotations

import io
from pathlib import Path

_QUALITY = 90


def without_metadata(file: Path) -> bytes | None:
    """Return a picture upright and without EXIF, XMP, IPTC and comments; None where it has none of these.

    Its colour profile stays. A picture of several frames stays as it is: editors' tools write no
    places into those.
    """
    from PIL import Image, ImageOps

    with Image.open(file) as picture:
        telling = picture.getexif() or {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"} & set(
            picture.info
        )
        if not telling or getattr(picture, "n_frames", 1) > 1:
            return None
        form, profile = picture.format, picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        clean = Image.new(upright.mode, upright.size)
        if upright.mode == "P" and (palette := upright.getpalette()):
            clean.putpalette(palette)
        clean.paste(upright)
        if "transparency" in upright.info:
            clean.info["transparency"] = upright.info["transparency"]
    data = io.BytesIO()
    clean.save(data, form, quality=_QUALITY, icc_profile=profile)
    return data.getvalue()
