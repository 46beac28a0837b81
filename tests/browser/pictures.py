"""Pictures of pages: taken, kept small enough to review, and compared with a tolerance.

Two machines with other fonts draw other pixels, so a picture is compared only where the kind of
machine is the one it was taken on; `look/machine.txt` says which.
"""

import io
import os
import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tools.paths import ROOT

ACCEPTED = Path(__file__).parent / "look"
MACHINE = ACCEPTED / "machine.txt"
RESULTS = ROOT / "test-results/look"
ACCEPTING = os.environ.get("MLSYS_LOOK") == "accept"

COLOURS = 64
BLUR_PX = 1.5
VISIBLE = 40
"""How far one channel of a blurred pixel may be off, of 255."""
TOLERATED_SHARE = 0.0002
"""The share of pixels that may differ: the edge of a letter; a word is more."""


def machine(browser_version: str) -> str:
    """What decides how text is drawn: the browser, and the fonts behind the generic families."""
    try:
        fonts = [
            subprocess.run(
                ["fc-match", "-f", "%{family} %{fontversion}", family],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for family in ("system-ui", "Georgia", "sans-serif", "monospace")
        ]
    except (OSError, subprocess.CalledProcessError):
        fonts = ["unknown fonts"]
    return f"Chromium {browser_version.partition('.')[0]}, {', '.join(fonts)}"


def check(name: str, png: bytes) -> str:
    """Compare a picture with the accepted one; return what is wrong, or nothing."""
    now = Image.open(io.BytesIO(png)).convert("RGB")
    kept = ACCEPTED / f"{name}.png"
    if ACCEPTING:
        now.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
        return ""
    if not kept.exists():
        return f"{name}: no picture was accepted yet"
    accepted = Image.open(kept).convert("RGB")
    if accepted.size != now.size:
        share = 1.0
    else:
        differs = _differences(accepted, now)
        share = sum(differs.histogram()[1:]) / (now.width * now.height)
    if share <= TOLERATED_SHARE:
        return ""
    RESULTS.mkdir(parents=True, exist_ok=True)
    now.save(RESULTS / f"{name}.png")
    if share < 1:
        Image.composite(Image.new("RGB", now.size, "#d00080"), now, differs).save(
            RESULTS / f"{name}-differs.png"
        )
    return f"{name}: {100 * share:.1f} % of the picture differs; see {RESULTS / name}.png"


def _differences(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return a mask that is white wherever somebody would see a difference."""
    soft = [picture.filter(ImageFilter.GaussianBlur(BLUR_PX)) for picture in (one, other)]
    red, green, blue = ImageChops.difference(*soft).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return largest.point(lambda value: 255 if value > VISIBLE else 0)
