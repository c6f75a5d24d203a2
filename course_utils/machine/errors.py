"""Everything that can go wrong on the machine, each as one exception with one sentence."""


class AssemblyError(ValueError):
    """The source text is not a program.

    `line_number` counts from 1; `line` is the offending line; `reason` says what to do.
    """

    def __init__(self, line_number: int, line: str, reason: str):
        super().__init__(line_number, line, reason)
        self.line_number, self.line, self.reason = line_number, line, reason

    def __str__(self) -> str:
        line = self.line.strip()
        return f"Line {self.line_number}, “{line if len(line) <= 80 else line[:79] + '…'}”: {self.reason}"


class MachineError(Exception):
    """The processor stopped at `pc` because the program asked for something that it must not or cannot do.

    The instruction at `pc` has changed nothing: registers, memory and pc are as they were before it.
    `pc` is None for an error that was raised outside a running processor.
    """

    pc: int | None = None

    def __str__(self) -> str:
        where = "" if self.pc is None else f"At pc 0x{self.pc:08x}: "
        return where + self.reason()

    def reason(self) -> str:
        """The sentence without its place."""
        return "the machine stopped."


class BadInstruction(MachineError):
    """The 32 bits fetched are none of the 48 instructions of RV32IM."""

    def __init__(self, word: int):
        super().__init__(word)
        self.word = word

    def reason(self) -> str:
        return f"the word 0x{self.word:08x} is not an RV32IM instruction; did the program run into data?"


class MisalignedAccess(MachineError):
    """The address is not a multiple of the size of what is to be loaded, stored or fetched there."""

    def __init__(self, action: str, address: int, size: int):
        super().__init__(action, address, size)
        self.action, self.address, self.size = action, address, size

    def reason(self) -> str:
        return f"{self.action} of {self.size} bytes at 0x{self.address:08x}, which is not a multiple of {self.size}."


class WildAccess(MachineError):
    """The bytes lie (at least partly) outside every region that allows this action.

    `regions` is the text of the allowed regions, so that the sentence shows where the program may go.
    """

    def __init__(self, action: str, address: int, size: int, regions: str):
        super().__init__(action, address, size, regions)
        self.action, self.address, self.size, self.regions = action, address, size, regions

    def reason(self) -> str:
        what = f"{self.action} of {self.size} byte{'s' if self.size != 1 else ''} at 0x{self.address:08x}"
        return f"{what} is outside the regions that allow it: {self.regions or 'none'}."


class StepLimitReached(MachineError):
    """The program has executed `max_steps` instructions and has not ended."""

    def __init__(self, max_steps: int):
        super().__init__(max_steps)
        self.max_steps = max_steps

    def reason(self) -> str:
        return (f"the program did not end within the limit of {self.max_steps:,} steps; "
                "look for a loop without an exit, or raise max_steps.")


class OutputLimitReached(MachineError):
    """The program has printed more characters than the machine keeps."""

    def __init__(self, limit: int):
        super().__init__(limit)
        self.limit = limit

    def reason(self) -> str:
        return f"the program printed more than the limit of {self.limit:,} characters."


class UnknownCall(MachineError):
    """`ecall` with a number in a7 that the environment does not know."""

    def __init__(self, number: int, known: str):
        super().__init__(number, known)
        self.number, self.known = number, known

    def reason(self) -> str:
        return f"ecall number {self.number} (in a7) is unknown; the known numbers are {self.known}."


class BreakpointReached(MachineError):
    """The program executed `ebreak`, which asks for a debugger."""

    def reason(self) -> str:
        return "the program reached an ebreak instruction."


class ProgramEnded(MachineError):
    """A step was asked for after the program had ended."""

    def __init__(self, exit_code: int):
        super().__init__(exit_code)
        self.exit_code = exit_code

    def reason(self) -> str:
        return f"the program has already ended with exit code {self.exit_code}; make a new processor to run it again."
