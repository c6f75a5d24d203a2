"""The text of an assembly program, cut into statements; numbers and quoted strings read.

The pieces that need no knowledge of instructions. Every complaint is a ValueError with one sentence; the
assembler adds the line.
"""

import re
from collections.abc import Iterator

from course_utils.machine.errors import AssemblyError

_QUOTED = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\''
_COMMENT = re.compile(rf"({_QUOTED})|(?:#|//).*")
_OPERAND = re.compile(rf"((?:{_QUOTED}|[^,])*),")
_LABEL = re.compile(r"\s*([A-Za-z_.$][\w.$]*)\s*:")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", '"': '"', "'": "'"}


def statements(source: str) -> Iterator[tuple[int, str, list[str], str, list[str]]]:
    """(line number, line, labels, name, operands) of each line that holds a label or a statement.

    "loop: addi a0, a0, 1  # more" gives labels ["loop"], name "addi", operands ["a0", "a0", "1"].
    """
    for line_number, line in enumerate(source.split("\n"), start=1):
        rest = _COMMENT.sub(lambda match: match[1] or "", line).strip()
        labels = []
        start = 0
        while label := _LABEL.match(rest, start):
            labels.append(label[1])
            start = label.end()
        rest = rest[start:].strip()
        name, _, operands = rest.replace("\t", " ", 1).partition(" ")
        try:
            cut = _split(operands)
        except ValueError as error:
            raise AssemblyError(line_number, line, str(error)) from None
        if labels or name:
            yield line_number, line, labels, name.lower(), cut


def _split(operands: str) -> list[str]:
    """The operands between the commas that stand outside quotes."""
    if not operands.strip():
        return []
    parts = [part.strip() for part in _OPERAND.findall(operands + ",")]
    if "" in parts:
        raise ValueError("an operand is missing beside a comma.")
    return parts


def number(text: str) -> int:
    """The value of 12, −12, 0x0c, 0b1100 or 'a' (a character's code); it must fit into 32 bits."""
    character = re.fullmatch(r"(-?)'(\\?.)'", text)
    if character:
        sign, written = character.groups()
        return (-1 if sign else 1) * bytes_of_string('"\\""' if written == '"' else f'"{written}"')[0]
    if not re.fullmatch(r"[+-]?(0[xX][0-9a-fA-F]{1,30}|0[bB][01]{1,40}|[0-9]{1,30})", text):
        raise ValueError(f"{text[:40] or 'nothing'} is not a number or a name.")
    base = {"x": 16, "b": 2}.get(text.lstrip("+-")[1:2].lower(), 10)
    value = int(text, base)
    if not -(1 << 31) <= value < 1 << 32:
        raise ValueError(f"{text} does not fit into 32 bits.")
    return value


def bytes_of_string(text: str) -> bytes:
    """The bytes of a quoted string, one a character (Latin-1), with \\n \\t \\r \\0 \\\\ \\" \\' replaced."""
    if not re.fullmatch(r'"(?:[^"\\]|\\.)*"', text):
        raise ValueError(f"{text[:40] or 'nothing'} is not a string in double quotes.")

    def escaped(match: re.Match) -> str:
        if match[1] not in _ESCAPES:
            raise ValueError(f"\\{match[1]} is unknown in a string; known are \\n \\t \\r \\0 \\\\ \\\" and \\'.")
        return _ESCAPES[match[1]]

    plain = re.sub(r"\\(.)", escaped, text[1:-1])
    if any(ord(character) > 255 for character in plain):
        raise ValueError("a string can hold only characters of one byte (Latin-1).")
    return plain.encode("latin-1")
