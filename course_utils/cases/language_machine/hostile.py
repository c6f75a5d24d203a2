"""Hostile programs: generated RV32I sources that want out of the sandbox, each of a kind with a name.

None of them may touch anything outside the machine, run on, or take memory from its host; what they may do is end with
a fault, or end by themselves within the limits.
"""

from __future__ import annotations

import random

HOSTILE_KINDS = ("wild load", "wild store", "self-modification", "endless loop", "jump into data", "unknown call",
                 "flood of output", "runaway stack", "huge data", "bad instruction", "misaligned", "shell text")


def hostile(kind: str, draw: random.Random) -> str:
    """The source text of one hostile program of that kind; ValueError for a kind that is not in HOSTILE_KINDS."""
    address = draw.choice([0, draw.randrange(0x50000, 1 << 31, 4), 0xFFFF_FFF0 - 4 * draw.randrange(64)])
    far = f"li t1, {address if address < 1 << 31 else address - (1 << 32)}"
    sources = {
        "wild load": f"{far}\nlw t0, {4 * draw.randrange(4)}(t1)",
        "wild store": f"{far}\nli t0, {draw.randrange(1000)}\nsw t0, 0(t1)",
        "self-modification": f"la t1, start\nstart: li t0, {draw.randrange(1000)}\nsw t0, {4 * draw.randrange(3)}(t1)",
        "endless loop": f"li t0, {draw.randrange(1, 1000)}\nagain: addi t0, t0, {draw.randrange(9)}\nj again",
        "jump into data": f".data\nx: .word {draw.randrange(1 << 30)}\n.text\nla t0, x\njr t0",
        "unknown call": f"li a7, {draw.choice([5, 8, 9, 12, 56, 57, 63, 64, 221, 222, 1024])}\necall",
        "flood of output": f"li a0, {draw.randrange(1 << 30)}\nli a7, 1\nagain: ecall\nj again",
        "runaway stack": f"again: addi sp, sp, -{4096 - 2048 - 16 * draw.randrange(4)}\nsw ra, 0(sp)\ncall again",
        "huge data": f".data\nx: .space {draw.randrange(1 << 20, 1 << 40)}\n.text\nli a7, 10\necall",
        "bad instruction": f".word {draw.choice([0, 0xFFFF_FFFF - (1 << 32), 0x0000_007F])}",
        "misaligned": f"li t1, {0x10001 + 4 * draw.randrange(100)}\nlw t0, 0(t1)",
        "shell text": draw.choice(["__import__('os').system('id')", "; cat /etc/passwd", "$(reboot)", "../../secret",
                                   "li t0, __import__", ".include \"/etc/passwd\"", "li t0 { }", "eval(t0)"]),
    }
    if kind not in sources:
        raise ValueError(f"There is no kind {kind!r}; there are: {', '.join(HOSTILE_KINDS)}.")
    return sources[kind]


def hostile_programs(n: int, seed: int = 0) -> list[tuple[str, str]]:
    """n pairs (kind, source), the kinds in turn."""
    draw = random.Random(seed)
    return [(kind := HOSTILE_KINDS[i % len(HOSTILE_KINDS)], hostile(kind, draw)) for i in range(n)]
