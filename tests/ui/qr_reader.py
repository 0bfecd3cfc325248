"""A reader of undamaged QR codes: from the picture's pixels to the text, as ISO/IEC 18004 lays the bits out."""

from __future__ import annotations

from io import BytesIO
from itertools import chain

import numpy as np
import vl_convert
from PIL import Image
from segno.consts import ALIGNMENT_POS, ECC, FORMAT_INFO

BYTE_MODE = 4
MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)


def read(svg: str) -> str:
    """Return the text of a QR code that is drawn in SVG."""
    return text_of(squares(svg))


def squares(svg: str) -> np.ndarray:
    """Return the dark squares of a drawn code, the quiet zone cut away."""
    drawn = vl_convert.svg_to_png(svg.replace("<svg", '<svg xmlns="http' + '://www.w3.org/2000/svg"', 1))
    dark = np.asarray(Image.open(BytesIO(drawn)).convert("L")) < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    dark = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    side = int(np.flatnonzero(~dark[0])[0]) // 7  # the finder begins with seven dark squares
    count = round(len(dark) / side)
    middles = (np.arange(count) * side + side // 2).astype(int)
    return dark[np.ix_(middles, middles)]


def text_of(dark: np.ndarray) -> str:
    """Return the text of a code's squares; one segment of bytes, as links are."""
    size = len(dark)
    version = (size - 17) // 4
    level, mask = format_of(dark)
    bits = [
        int(dark[row, column]) ^ int(MASKS[mask](row, column) == 0)
        for row, column in path(size, reserved(size, version))
    ]
    words = [int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits) - 7, 8)]
    data = "".join(f"{word:08b}" for word in data_words(words, version, level))
    assert int(data[:4], 2) == BYTE_MODE
    wide = 8 if version < 10 else 16
    count = int(data[4 : 4 + wide], 2)
    begin = 4 + wide
    return bytes(int(data[begin + 8 * at : begin + 8 * at + 8], 2) for at in range(count)).decode("utf-8")


def format_of(dark: np.ndarray) -> tuple[int, int]:
    """Return error level and mask from the copy of the format beside the upper left finder."""
    places = [
        *((8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)),
        *((row, 8) for row in (7, 5, 4, 3, 2, 1, 0)),
    ]
    found = int("".join(str(int(dark[place])) for place in places), 2)
    number = FORMAT_INFO.index(found)
    return number >> 3, number & 7


def reserved(size: int, version: int) -> np.ndarray:
    """Return which squares hold no data: finders, formats, timing, alignment, version."""
    taken = np.zeros((size, size), dtype=bool)
    taken[:9, :9] = taken[:9, -8:] = taken[-8:, :9] = True
    taken[6, :] = taken[:, 6] = True
    if version > 1:
        middles = ALIGNMENT_POS[version - 2]
        last = len(middles) - 1
        for i, row in enumerate(middles):
            for j, column in enumerate(middles):
                if (i, j) not in {(0, 0), (0, last), (last, 0)}:
                    taken[row - 2 : row + 3, column - 2 : column + 3] = True
    if version >= 7:
        taken[:6, -11:-8] = taken[-11:-8, :6] = True
    return taken


def path(size: int, taken: np.ndarray) -> list[tuple[int, int]]:
    """Return the squares of data in reading order: columns in pairs from the right, up and down in turn."""
    right = [column for column in range(size - 1, 0, -2) if column > 6] + [5, 3, 1]
    order = []
    for turn, column in enumerate(right):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        order += [(row, one) for row in rows for one in (column, column - 1) if not taken[row, one]]
    return order


def data_words(words: list[int], version: int, level: int) -> list[int]:
    """Return the words of data, which are dealt to blocks in turn."""
    sizes = [block.num_data for block in ECC[version][level] for _ in range(block.num_blocks)]
    blocks: list[list[int]] = [[] for _ in sizes]
    rest = iter(words)
    for round_ in range(max(sizes)):
        for block, count in zip(blocks, sizes, strict=True):
            if round_ < count:
                block.append(next(rest))
    return list(chain.from_iterable(blocks))
