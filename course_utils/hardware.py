"""Hardware: processors as records, from an 8086 to today's accelerators, each value with unit, source and date.

The records stand in `data/hardware.json`, with their card beside them. Conventions:
one multiply and one add count as 2 FLOP; integer rates are in OP/s and never called FLOP; a peak is *dense* unless it
says sparse; a memory bandwidth is *shared* (reads and writes use one bus); a link is one-way or two-way (both
directions added); GB and GiB stay as the data sheet writes them. `checked` says whether the cited source was seen.
"""

from __future__ import annotations

import difflib
import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path

from course_utils import units

FILE = Path(__file__).parent / "data" / "hardware.json"
KINDS = ("cpu", "gpu", "tpu", "fpga", "npu")
ENGINES = ("scalar", "vector", "matrix")
DENSITIES = ("dense", "sparse")
DIRECTIONS = ("one-way", "two-way", "shared")
DTYPES = ("fp64", "fp32", "tf32", "fp16", "bf16", "fp8", "fp4", "int32", "int16", "int8")
TORCH_NAMES = {"float64": "fp64", "float32": "fp32", "float16": "fp16", "bfloat16": "bf16", "float8": "fp8"}
HEADLINE = ("bf16", "fp16", "fp32", "fp64", "int8", "int32", "int16")  # the type a row of the table shows, first hit
NOT_GIVEN = "not given"
COUNTED = ("core", "SM", "CU", "MXU", "array")
# what → base units that are allowed for it
BASE_UNITS = {"peak": ("FLOP/s", "OP/s"), "width": ("FLOP/cycle", "OP/cycle"), "cores": COUNTED}
BASE_UNITS |= {"bandwidth": ("B/s",), "link": ("B/s",), "memory": ("B",), "power": ("W",), "clock": ("Hz",)}
BASE_UNITS |= {"transistors": ("transistor",), "year": ("year",)}


class HardwareError(LookupError):
    """A chip or a value that the records do not hold, or a malformed record; the sentence says which."""


@dataclass(frozen=True)
class Source:
    """Where a value was read: title, address or document number, and whether it was seen on the date read."""

    title: str
    ref: str
    seen: bool


@dataclass(frozen=True)
class Spec:
    """One value of one chip: `value` in the base `unit` (FLOP/s, B/s, B, W, Hz …), `written` as the source has it.

    `basis` is "stated" or "computed": then `note` shows the arithmetic and `source` is that of the least certain
    factor. `dtype`, `engine` (scalar, vector, matrix) and `density` are set for peaks, `direction` for bandwidths
    and links, `name` for links.
    """

    what: str
    value: float
    unit: str
    written: str
    source: Source
    where: str
    read: str
    dtype: str | None = None
    engine: str | None = None
    density: str | None = None
    direction: str | None = None
    name: str | None = None
    basis: str = "stated"
    note: str = ""

    @property
    def dense(self) -> bool | None:
        """True for a dense peak, False for one with structured sparsity, None where the question has no sense."""
        return None if self.density is None else self.density == "dense"

    @property
    def checked(self) -> str:
        """How the value was verified: the cited source was seen, or it is quoted from memory."""
        return f"seen {self.read}" if self.source.seen else "from memory of the datasheet"

    @property
    def key(self) -> tuple:
        """What no two specs of one chip may share."""
        return (self.what, self.dtype, self.engine, self.density, self.name)


@dataclass(frozen=True)
class Chip:
    """One processor and its specs. `peak`, `bandwidth`, `link` … raise HardwareError where nothing is recorded."""

    name: str
    maker: str
    kind: str
    aliases: tuple[str, ...]
    specs: tuple[Spec, ...]

    def find(self, what: str, **wanted: str | None) -> Spec | None:
        """The first spec of that kind whose fields equal `wanted` (fields given as None are free), or None."""
        for spec in self.specs:
            if spec.what == what and all(value in (None, getattr(spec, field)) for field, value in wanted.items()):
                return spec
        return None

    def peak(self, dtype: str, *, engine: str | None = None, density: str = "dense") -> Spec:
        """The highest recorded rate for a data type, in FLOP/s (OP/s for integers); dense unless asked otherwise.

        chip("H100 SXM").peak("bf16").value = 989.4e12, and 1978.9e12 with density="sparse".
        """
        dtype = TORCH_NAMES.get(dtype, dtype)
        wanted = [s for s in self.specs if s.what == "peak" and (s.dtype, s.density) == (dtype, density)]
        wanted = [s for s in wanted if engine in (None, s.engine)]
        if not wanted:
            has = ", ".join(dict.fromkeys(f"{s.dtype} {s.density}" for s in self.specs if s.what == "peak"))
            raise HardwareError(f"{self.name} has no recorded {density} peak for “{dtype}”: it has {has}.")
        return max(wanted, key=lambda spec: spec.value)

    def _one(self, what: str) -> Spec:
        spec = self.find(what)
        if spec is None:
            raise HardwareError(f"{self.name} has no recorded {what}: its sources give none.")
        return spec

    @property
    def bandwidth(self) -> Spec:
        """Peak rate of the main memory in B/s, reads and writes together."""
        return self._one("bandwidth")

    @property
    def memory_bytes(self) -> float:
        """Size of the main memory (of a CPU: the most it takes): 80 GB is 80e9, 32 GiB is 32 · 2³⁰ bytes."""
        return self._one("memory").value

    @property
    def power_w(self) -> float | None:
        """Design power in W (for TPU v3 and v4 the largest measured), or None where none is published."""
        spec = self.find("power")
        return None if spec is None else spec.value

    @property
    def year(self) -> int:
        """Year of the first deliveries or the first use."""
        return int(self._one("year").value)

    def link(self, name: str | None = None) -> Spec:
        """The link to other chips (NVLink, ICI …) in B/s; read its `direction` before using the number."""
        spec = self.find("link", name=name)
        if spec is None:
            raise HardwareError(f"{self.name} has no recorded link{f' “{name}”' if name else ''}.")
        return spec

    def balance(self, dtype: str, *, engine: str | None = None) -> float:
        """Peak over bandwidth in FLOP/byte (OP/byte for integers): the intensity where a roofline bends.

        Below it a kernel waits for memory, above it for arithmetic (Williams et al. 2009).
        H100 SXM, bf16, dense: 989.4e12 / 3.35e12 = 295 FLOP/byte.
        """
        return self.peak(dtype, engine=engine).value / self.bandwidth.value

    def product(self, dtype: str, engine: str) -> float | None:
        """cores × width × clock in FLOP/s, or None where a factor is missing.

        H100 SXM, bf16, matrix: 132 × 4,096 × 1.83e9 = 989.4e12.
        """
        cores, width = self.find("cores"), self.find("width", dtype=dtype, engine=engine)
        clock = self.find("clock", engine=engine) or next(
            (s for s in self.specs if s.what == "clock" and s.engine is None), None
        )
        if cores is None or width is None or clock is None:
            return None
        return cores.value * width.value * clock.value


def base_unit(unit: str) -> tuple[str, float]:
    """Base unit and factor of a written unit: "TB/s" → ("B/s", 1e12), "TOP/s" → ("OP/s", 1e12)."""
    if unit in (*COUNTED, "transistor", "year", "FLOP/cycle", "OP/cycle"):
        return unit, 1.0
    prefix = unit.removesuffix("OP/s")
    if prefix != unit and prefix in units.DECIMAL:
        return "OP/s", units.DECIMAL[prefix]
    return units.parse_unit(unit)


def _check(where: str, raw: dict, unit: str) -> None:
    """Refuses a record with a wrong or missing field."""
    what = raw["what"]
    rules = [
        (unit in BASE_UNITS[what], f"the unit “{raw['unit']}” does not fit “{what}”"),
        (raw["value"] > 0, "a value must be positive"),
        (what != "peak" or raw.get("density") in DENSITIES, "a peak says dense or sparse"),
        (what not in ("peak", "width") or raw.get("dtype") in DTYPES, f"the data type is one of {', '.join(DTYPES)}"),
        (what not in ("peak", "width") or raw.get("engine") in ENGINES, "the engine is scalar, vector or matrix"),
        (what != "bandwidth" or raw.get("direction") == "shared", "a memory bandwidth is shared"),
        (what != "link" or raw.get("direction") in DIRECTIONS[:2], "a link says one-way or two-way"),
        (raw.get("basis", "stated") == "stated" or raw.get("note"), "a computed value shows its arithmetic as a note"),
    ]
    for holds, sentence in rules:
        if not holds:
            raise HardwareError(f"{where}: {sentence}.")


def _spec(where: str, raw: dict, sources: dict[str, Source], read: str) -> Spec:
    missing = [field for field in ("what", "value", "unit", "source", "where") if not raw.get(field)]
    if missing or raw["what"] not in BASE_UNITS or raw["source"] not in sources:
        fault = f"{', '.join(missing)} missing" if missing else "its kind of value or its source is not known"
        raise HardwareError(f"{where}: {fault}.")
    try:
        unit, factor = base_unit(raw["unit"])
    except ValueError as error:
        raise HardwareError(f"{where}: {error}") from error
    _check(where, raw, unit)
    fields = {key: value for key, value in raw.items() if key not in ("value", "unit", "source")}
    written = f"{raw['value']:,.10g} {raw['unit']}"
    value, source = raw["value"] * factor, sources[raw["source"]]
    return Spec(value=value, unit=unit, written=written, source=source, read=read, **fields)


def load(path: Path = FILE) -> tuple[Chip, ...]:
    """All chips of a records file, oldest first; a malformed record raises HardwareError with file, chip and place."""
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    sources = {key: Source(**source) for key, source in data["sources"].items()}
    loaded = []
    for raw in data["chips"]:
        specs = tuple(
            _spec(f"{Path(path).name}, {raw['name']}, value {number}", spec, sources, data["read"])
            for number, spec in enumerate(raw["specs"], 1)
        )
        if raw["kind"] not in KINDS or len({spec.key for spec in specs}) < len(specs):
            raise HardwareError(f"{Path(path).name}, {raw['name']}: an unknown kind, or one value given twice.")
        loaded.append(Chip(raw["name"], raw["maker"], raw["kind"], tuple(raw["aliases"]), specs))
    return tuple(sorted(loaded, key=lambda chip: (chip.year, chip.name)))


@functools.cache
def chips() -> tuple[Chip, ...]:
    """All recorded chips, oldest first."""
    return load()


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", name.lower())


def _likeness(name: str, other: str) -> tuple[int, float]:
    """Length of the common start, then the ratio of equal letters."""
    start = sum(name[: n + 1] == other[: n + 1] for n in range(min(len(name), len(other))))
    return start, difflib.SequenceMatcher(None, name, other).ratio()


def chip(name: str) -> Chip:
    """The chip of that name or alias; case, spaces and the maker's name do not matter.

    chip("H100 SXM").bandwidth.value = 3.35e12. An unknown name raises HardwareError with the nearest names.
    """
    spellings: dict[str, Chip] = {}
    for one in chips():
        for alias in (one.name, *one.aliases):
            spellings |= {_plain(alias): one, _plain(one.maker + alias): one}
    if _plain(name) in spellings:
        return spellings[_plain(name)]
    ranked = sorted(spellings, key=lambda key: _likeness(_plain(name), key), reverse=True)
    nearest = list(dict.fromkeys(spellings[key].name for key in ranked))[:3]
    raise HardwareError(f"No chip is called “{name}”: the nearest names are {', '.join(nearest)}.")


def _shown(spec: Spec | None) -> str:
    """A stated value as its source writes it, a computed one to three digits."""
    if spec is None:
        return NOT_GIVEN
    return spec.written if spec.basis == "stated" or spec.unit == "B" else units.text(spec.value, spec.unit)


def table() -> list[dict]:
    """One row a chip for the hardware page, oldest first: name, maker, kind, year, dtype, peak, bandwidth, memory,
    power, balance, checked (texts, year an int); the peak is dense, for the first recorded type of `HEADLINE`."""
    rows = []
    for one in chips():
        dtype = next(d for d in HEADLINE if one.find("peak", dtype=d))
        peak, bandwidth, memory, power = one.peak(dtype), *(one.find(w) for w in ("bandwidth", "memory", "power"))
        balance = one.balance(dtype) if bandwidth else 0.0
        number = f"{balance:,.0f}" if balance >= 100 else f"{balance:.2g}"
        rows.append(
            {
                "name": one.name,
                "maker": one.maker,
                "kind": one.kind.upper(),
                "year": one.year,
                "dtype": dtype,
                "peak": _shown(peak),
                "bandwidth": _shown(bandwidth),
                "memory": _shown(memory),
                "power": _shown(power),
                "balance": f"{number} {peak.unit.replace('/s', '/byte')}" if bandwidth else NOT_GIVEN,
                "checked": "seen" if all(s.source.seen for s in (peak, bandwidth) if s) else "from memory in part",
            }
        )
    return rows
