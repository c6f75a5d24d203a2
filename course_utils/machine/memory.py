"""Memory: bytes with addresses, least significant byte first, in regions that allow some actions and not others.

Source: the manual, section 1.4 (one byte-addressed space of 2³² bytes) and section 2.6 (loads and stores).
RV32I leaves it to the environment whether a misaligned access works; here it is an error, so that it is seen.
"""

from dataclasses import dataclass, field

from course_utils.machine.errors import MisalignedAccess, WildAccess

_PERMISSION = {"load": "r", "store": "w", "fetch": "x"}


@dataclass
class Region:
    """`size` bytes from address `start`; `access` is made of the letters r (load), w (store), x (fetch)."""

    name: str
    start: int
    size: int
    access: str
    content: bytearray = field(default_factory=bytearray, repr=False)

    def __post_init__(self):
        if len(self.content) > self.size:
            raise ValueError(f"{len(self.content)} bytes do not fit into region {self.name} of {self.size} bytes.")
        self.end = self.start + self.size
        self.content = bytearray(self.content).ljust(self.size, b"\0")

    def __str__(self) -> str:
        return f"{self.name} 0x{self.start:08x}–0x{self.end - 1:08x} ({self.access})"


class Memory:
    """The regions of one machine; whatever lies outside them does not exist.

    memory.store(0x10000, 4, 0x11223344) puts the bytes 44 33 22 11 at 0x10000 … 0x10003.
    """

    def __init__(self, regions: list[Region]):
        """ValueError if two regions overlap."""
        self.regions = sorted(regions, key=lambda region: region.start)
        for below, above in zip(self.regions, self.regions[1:], strict=False):
            if below.end > above.start:
                raise ValueError(f"the regions {below} and {above} overlap.")

    def find(self, action: str, address: int, size: int) -> Region:
        """The region that holds all `size` bytes and allows the action (load, store or fetch), else WildAccess."""
        permission = _PERMISSION[action]
        for region in self.regions:
            if region.start <= address and address + size <= region.end and permission in region.access:
                return region
        allowed = ", ".join(str(region) for region in self.regions if permission in region.access)
        raise WildAccess(action, address, size, allowed)

    def load(self, address: int, size: int, action: str = "load") -> int:
        """The `size` bytes at the address as one unsigned integer, the byte at the lowest address least significant.

        Raises MisalignedAccess if the address is no multiple of the size, WildAccess if it lies outside.
        """
        if address % size:
            raise MisalignedAccess(action, address, size)
        region = self.find(action, address, size)
        offset = address - region.start
        return int.from_bytes(region.content[offset:offset + size], "little")

    def store(self, address: int, size: int, value: int) -> None:
        """Put the lowest `size` bytes of the value at the address; errors as in `load`."""
        if address % size:
            raise MisalignedAccess("store", address, size)
        region = self.find("store", address, size)
        offset = address - region.start
        region.content[offset:offset + size] = (value & (1 << 8 * size) - 1).to_bytes(size, "little")

    def read(self, address: int, size: int) -> bytes:
        """A copy of `size` bytes, for whoever looks from outside; any alignment, WildAccess if not in memory."""
        region = self.find("load", address, size)
        return bytes(region.content[address - region.start:address - region.start + size])

    def write(self, address: int, content: bytes) -> None:
        """Put bytes there from outside; any alignment, WildAccess if no region there allows stores."""
        region = self.find("store", address, len(content))
        region.content[address - region.start:address - region.start + len(content)] = content

    def string(self, address: int) -> str:
        """The characters from the address up to the first zero byte (Latin-1, one byte a character).

        Raises WildAccess if memory ends before a zero byte comes.
        """
        characters = bytearray()
        while byte := self.load(address + len(characters), 1):
            characters.append(byte)
        return characters.decode("latin-1")
