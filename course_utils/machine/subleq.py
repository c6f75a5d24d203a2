"""A machine with a single instruction, SUBLEQ: a finite instruction set does not make a finite set of programs.

An instruction is three numbers a, b, c: subtract cell a from cell b; if the result is at most zero, go on at c,
else go on with the next three numbers. A negative address to go on at ends the program. Cells are integers
without bound, as a Turing machine's tape is without end: with bounded cells any machine, RV32 included, has only
finitely many states.

Source: F. Mavaddat and B. Parhami, "URISC: The Ultimate Reduced Instruction Set Computer", International Journal of
Electrical Engineering Education 25 (1988), 327–334, for a one-instruction machine by subtraction and branch.
"""

from dataclasses import dataclass

from course_utils.machine.errors import MachineError, StepLimitReached


class SubleqFault(MachineError):
    """An address outside the cells of the machine."""

    def __init__(self, address: int, cells: int):
        super().__init__(address, cells)
        self.address, self.cells = address, cells

    def reason(self) -> str:
        return f"address {self.address} is outside the {self.cells} cells of the machine."


@dataclass
class SubleqMachine:
    """The cells hold program and data alike; `pc` is the cell of the next instruction, negative at the end."""

    cells: list[int]
    pc: int = 0
    executed: int = 0

    def step(self) -> None:
        """Execute one instruction; SubleqFault if an address is no cell."""
        a, b, c = (self._cell(self.pc + place) for place in range(3))
        difference = self._cell(b) - self._cell(a)
        self.cells[b] = difference
        self.pc = c if difference <= 0 else self.pc + 3
        self.executed += 1

    def run(self, max_steps: int = 100_000) -> int:
        """Step until the end and return the number of instructions executed; StepLimitReached if there is no end."""
        while self.pc >= 0:
            if self.executed >= max_steps:
                error = StepLimitReached(max_steps)
                error.pc = self.pc
                raise error
            self.step()
        return self.executed

    def _cell(self, address: int) -> int:
        if not 0 <= address < len(self.cells):
            error = SubleqFault(address, len(self.cells))
            error.pc = self.pc
            raise error
        return self.cells[address]


def assemble_subleq(source: str, **values: int) -> tuple[list[int], dict[str, int]]:
    """(cells, address of each label) of a program with one instruction or one datum a line.

    "a b c" is an instruction, "a b" one that always goes on with the next, `name: value` a datum; `end` is the
    address −1. `values` replaces data by name: assemble_subleq(ADD, x=2, y=3).
    ValueError for a name that is not defined.
    """
    lines = [line.split("#")[0].strip() for line in source.splitlines()]
    cells: list[str] = []
    labels = {"end": -1}
    for line in filter(None, lines):
        label, colon, rest = line.rpartition(":")
        if colon:
            labels[label.strip()] = len(cells)
        words = rest.split()
        if len(words) == 1 and label in values:
            words = [str(values[label])]
        elif len(words) == 2:
            words.append(str(len(cells) + 3))
        cells += words
    unknown = [word for word in cells if word not in labels and not word.lstrip("-").isdigit()]
    if unknown or values.keys() - labels.keys():
        raise ValueError(f"the name {[*unknown, *(values.keys() - labels.keys())][0]} is not defined in this program.")
    return [labels[word] if word in labels else int(word) for word in cells], labels


# y ← x + y. Subtraction only: 0 − x is −x, and y − (−x) is y + x.
ADD = """
x zero            # zero = −x
zero y            # y = y + x
zero zero end     # zero = 0 again, 0 ≤ 0, so the program ends
x: 0
y: 0
zero: 0
"""

# product ← x × y for y ≥ 0: add x to the product y times.
MULTIPLY = """
loop: zero y out      # y = y − 0; if y ≤ 0, nothing is left to add
      x zero          # zero = −x
      zero product    # product = product + x
      zero zero       # zero = 0
      one y           # y = y − 1
      zero zero loop  # always
out:  zero zero end   # y was 0
x: 0
y: 0
product: 0
one: 1
zero: 0
"""


def add(x: int, y: int) -> tuple[int, int]:
    """(x + y, instructions executed), computed by subtraction and branch alone; always 3 instructions."""
    return _result(ADD, "y", x=x, y=y)


def multiply(x: int, y: int) -> tuple[int, int]:
    """(x × y, instructions executed) for y ≥ 0; 6 instructions each time round, 2 at the end: 6y + 2.

    ValueError for a negative y.
    """
    if y < 0:
        raise ValueError(f"this program counts y down to zero, so y must not be negative, but it is {y}.")
    return _result(MULTIPLY, "product", x=x, y=y)


def _result(source: str, name: str, **values: int) -> tuple[int, int]:
    cells, labels = assemble_subleq(source, **values)
    machine = SubleqMachine(cells)
    executed = machine.run(max_steps=1_000_000)
    return machine.cells[labels[name]], executed
