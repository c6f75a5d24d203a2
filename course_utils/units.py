"""Units: written quantities such as "3.35 TB/s" turned into numbers, and numbers turned into text.

GB is not GiB (10⁹ against 2³⁰ bytes) and FLOP is not FLOP/s (work against rate); the parser keeps them apart.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

DECIMAL = {"": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18, "Z": 1e21, "Y": 1e24}
BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
SMALL = {"m": 1e-3, "µ": 1e-6, "u": 1e-6, "n": 1e-9, "p": 1e-12}

# symbol → (base unit, factor). Every prefix that the field writes, and no other.
SYMBOLS: dict[str, tuple[str, float]] = {
    "%": ("", 0.01),
    "×": ("", 1.0),
    "nats": ("nat", 1.0),
    "nat": ("nat", 1.0),
    "bits": ("bit", 1.0),
    "bit": ("bit", 1.0),
    "min": ("s", 60.0),
    "h": ("s", 3600.0),
    "tokens": ("token", 1.0),
    "token": ("token", 1.0),
    "words": ("word", 1.0),
    "parameters": ("parameter", 1.0),
    "instructions": ("instruction", 1.0),
}
SYMBOLS |= {f"{p}B": ("B", f) for p, f in (SMALL | DECIMAL | BINARY).items()}
SYMBOLS |= {"bytes": ("B", 1.0), "byte": ("B", 1.0)}
SYMBOLS |= {f"{p}FLOP": ("FLOP", f) for p, f in DECIMAL.items()}
SYMBOLS |= {f"{p}OP": ("OP", f) for p, f in DECIMAL.items()}  # integer operations, counted like FLOP
SYMBOLS |= {f"{p}s": ("s", f) for p, f in ({"": 1.0} | SMALL).items()}
SYMBOLS |= {f"{p}W": ("W", f) for p, f in (SMALL | DECIMAL).items()}
SYMBOLS |= {f"{p}J": ("J", f) for p, f in (SMALL | DECIMAL).items()}
SYMBOLS |= {f"{p}Hz": ("Hz", f) for p, f in DECIMAL.items()}

NUMBER = r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+−]?\d+|\s?[×x]\s?10\^?[-+−⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


@dataclass(frozen=True)
class Quantity:
    """A written number: its value in the base unit, half a unit of the last digit written, and the base unit."""

    value: float
    half_unit: float
    unit: str


def parse_number(text: str) -> tuple[float, float]:
    """The value of a written number and half a unit of its last digit.

    >>> parse_number("3.14")      # the last digit counts hundredths: 0.01 / 2
    (3.14, 0.005)
    >>> parse_number("1,668")
    (1668.0, 0.5)
    """
    plain = text.strip().translate(_SUPERSCRIPTS).replace(",", "")
    plain = re.sub(r"\s?[×x]\s?10\^?", "e", plain)
    if not re.fullmatch(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", plain):
        raise ValueError(f"“{text}” is not a number: write it like 3.14, 1,668 or 2.5e9.")
    mantissa, _, exponent = plain.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return float(plain), 0.5 * 10.0 ** (int(exponent or 0) - decimals)


def parse_unit(text: str) -> tuple[str, float]:
    """The base unit of a written unit and the factor to it: "TB/s" → ("B/s", 1e12). A "/" divides."""
    bases, factor = [], 1.0
    for position, part in enumerate(text.strip().split("/")):
        symbol = part.strip()
        if symbol and symbol not in SYMBOLS:
            raise ValueError(f"“{symbol}” is not a unit of this course: see SYMBOLS in course_utils/units.py.")
        base, size = SYMBOLS.get(symbol, ("", 1.0))
        bases.append(base)
        factor = factor * size if position == 0 else factor / size
    return "/".join(bases).rstrip("/"), factor


def parse(text: str) -> Quantity:
    """The quantity that a text such as "295 FLOP/byte" or "98.16 %" states, in base units.

    >>> parse("3.35 TB/s")        # 3.35 × 10¹² bytes a second, known to half of 0.01 TB/s
    Quantity(value=3350000000000.0, half_unit=5000000000.0, unit='B/s')

    Raises ValueError with one sentence when the text is not one number and one known unit.
    """
    match = re.fullmatch(rf"\s*({NUMBER})\s*(\D.*)?", text)
    if not match:
        raise ValueError(f"“{text}” is not a number with a unit: write it like “3.35 TB/s”.")
    value, half_unit = parse_number(match[1])
    unit, factor = parse_unit(match[2] or "")
    return Quantity(value * factor, half_unit * factor, unit)


def text(value: float, unit: str, digits: int = 3, *, binary: bool = False) -> str:
    """A value in a base unit written with the prefix that fits: text(3.35e12, "B/s") → "3.35 TB/s".

    `binary=True` uses Ki, Mi, Gi (powers of 1024) and is for bytes only.
    """
    steps = {"": 1, **BINARY} if binary else DECIMAL | {"m": 1e-3, "µ": 1e-6, "n": 1e-9}
    if value == 0 or not math.isfinite(value):
        return f"{value:g} {unit}".strip()
    fitting = [(size, prefix) for prefix, size in steps.items() if abs(value) >= size]
    size, prefix = max(fitting) if fitting else min((size, prefix) for prefix, size in steps.items())
    scaled = value / size
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(scaled))))
    return f"{scaled:,.{decimals}f} {prefix}{unit}".strip()


def bytes_text(n_bytes: float, *, binary: bool = False) -> str:
    """Bytes in decimal units (GB), or with `binary=True` in GiB: 80e9 B is 80.0 GB and 74.5 GiB."""
    return text(n_bytes, "B", binary=binary)


def flop_text(flop: float) -> str:
    """Work in FLOP; one multiply and one add count as 2 FLOP."""
    return text(flop, "FLOP")


def rate_text(flop_per_s: float) -> str:
    """A rate in FLOP/s."""
    return text(flop_per_s, "FLOP/s")


def time_text(time_s: float) -> str:
    """A time in s, ms, µs or ns."""
    return text(time_s, "s")
