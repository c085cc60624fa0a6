"""Pages light on dark, made in the PDF worker: this module loads no Qt."""

from __future__ import annotations

from desktop_app.engines import pdf, pixels

_STRIP = 1 << 15  # pixels at a time, which stay in the processor's cache


def draw(
    path: str, password: str, page: int, scale: float, clip: pixels.Clip | None, memory: str
) -> tuple[int, int]:
    """Draw as `pdf.draw` does, light on dark."""
    width, height = pdf.draw(path, password, page, scale, clip, memory)
    with pixels.lent(memory) as block:
        invert(block[: width * height * pixels.CHANNELS])
    return width, height


def invert(samples: memoryview) -> None:
    """Turn light into dark in red, green and blue bytes; hues stay.

    Each channel c becomes c + 255 - 2 Y, where Y is the luma of Rec. 601.
    """
    # In a function: the window's process has no use for it here.
    import numpy as np

    whole = np.frombuffer(samples, np.uint8).reshape(-1, pixels.CHANNELS)
    for start in range(0, len(whole), _STRIP):
        strip = whole[start : start + _STRIP]
        turned = strip.T.astype(np.int16)
        red, green, blue = turned
        turned += 255 - ((red * 38 + green * 75 + blue * 15) >> 6)
        np.clip(turned, 0, 255, out=turned)
        strip[:] = turned.T
