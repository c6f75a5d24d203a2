"""The programs of the course in RV32 assembly, each beside a Python function that says what it must print.

A program is a function from its input to assembly source; `PROGRAMS` lists them with examples. Each prints its
result and ends with exit code 0. Registers are used as the manual's table 25.1 suggests: a for arguments,
t for temporaries, s for what must survive a call.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from course_utils.machine.assembler import Program, assemble
from course_utils.machine.instruction_set import MASK, signed
from course_utils.machine.interpreter import Processor

_END = """
        li   a7, 10             # end
        ecall
"""
_PRINT_STRING = """
        li   a7, 4              # print the string at a0
        ecall
""" + _END
_PRINT_INTEGER = """
        li   a7, 1              # print the integer in a0
        ecall
""" + _END


def sort_letters(letters: str = "market") -> str:
    """Insertion sort of the letters, in place: each letter moves left past all that are larger."""
    return f"""
        .data
letters: .string {_quoted(letters)}
        .text
        la   s0, letters
        mv   t0, s0             # t0: the letter to insert
outer:  lbu  t1, 0(t0)
        beqz t1, done           # the zero byte at the end of the string
        mv   t2, t0             # t2: the gap
inner:  beq  t2, s0, place      # the gap is at the front
        lbu  t3, -1(t2)
        bleu t3, t1, place      # the left neighbour is not larger
        sb   t3, 0(t2)          # it moves right
        addi t2, t2, -1
        j    inner
place:  sb   t1, 0(t2)
        addi t0, t0, 1
        j    outer
done:   mv   a0, s0
""" + _PRINT_STRING


def add_decimal(first: str = "957", second: str = "68") -> str:
    """Addition of two decimal numbers digit by digit from the right, with a carry, as on paper: 957 + 68 = 1025."""
    for digits in (first, second):
        if not digits.isdecimal() or not digits.isascii() or (digits[0] == "0" and digits != "0"):
            raise ValueError(f"{digits!r} is not a number in decimal digits without leading zeros.")
    return f"""
        .equ LENGTH, {max(len(first), len(second)) + 1}
        .data
first:  .ascii {_quoted(first)}
first_end:
second: .ascii {_quoted(second)}
second_end:
sum:    .space LENGTH + 1       # room for one more digit, and a zero byte
        .text
        la   s0, first
        la   s1, second
        la   t0, first_end      # t0, t1, t2 walk from right to left
        la   t1, second_end
        la   t2, sum + LENGTH
        li   t3, 0              # the carry
        li   t6, 10
digit:  mv   t4, t3             # t4: carry + digit + digit
        beq  t0, s0, no_first
        addi t0, t0, -1
        lbu  t5, 0(t0)
        addi t5, t5, -'0'
        add  t4, t4, t5
        j    take_second
no_first:
        beq  t1, s1, finish     # both numbers are used up
take_second:
        beq  t1, s1, write
        addi t1, t1, -1
        lbu  t5, 0(t1)
        addi t5, t5, -'0'
        add  t4, t4, t5
write:  sltu t3, t4, t6         # 1 if t4 < 10
        xori t3, t3, 1          # the new carry
        beqz t3, small
        addi t4, t4, -10
small:  addi t4, t4, '0'
        addi t2, t2, -1
        sb   t4, 0(t2)
        j    digit
finish: beqz t3, print
        li   t4, '1'
        addi t2, t2, -1
        sb   t4, 0(t2)
print:  mv   a0, t2
""" + _PRINT_STRING


def greatest_common_divisor(a: int = 252, b: int = 105) -> str:
    """Euclid's algorithm: (252, 105) → (105, 42) → (42, 21) → (21, 0), so 21. Both from 0 to 2³¹ − 1."""
    _check_range((a, b), 0, 2**31 - 1)
    return f"""
        li   a0, {a}
        li   a1, {b}
loop:   beqz a1, done
        remu t0, a0, a1
        mv   a0, a1
        mv   a1, t0
        j    loop
done:
""" + _PRINT_INTEGER


def fibonacci(n: int = 10) -> str:
    """The n-th Fibonacci number by recursion, so that the stack is needed: F(10) = 55. n from 0 to 20."""
    _check_range((n,), 0, 20)
    return f"""
        li   a0, {n}
        call fib
{_PRINT_INTEGER}
fib:    li   t0, 2
        blt  a0, t0, back       # F(0) = 0, F(1) = 1
        addi sp, sp, -12        # keep the return address and two saved registers
        sw   ra, 8(sp)
        sw   s0, 4(sp)
        sw   s1, 0(sp)
        mv   s0, a0
        addi a0, s0, -1
        call fib
        mv   s1, a0             # F(n - 1)
        addi a0, s0, -2
        call fib
        add  a0, a0, s1
        lw   s1, 0(sp)
        lw   s0, 4(sp)
        lw   ra, 8(sp)
        addi sp, sp, 12
back:   ret
"""


def dot_product(x: tuple[int, ...] = (1, -2, 3), y: tuple[int, ...] = (4, 5, -6)) -> str:
    """The sum of x[i] · y[i] modulo 2³², read as signed: 1·4 − 2·5 − 3·6 = −24. At least one element each."""
    if len(x) != len(y) or not x:
        raise ValueError(f"the two vectors must have the same length, at least 1, not {len(x)} and {len(y)}.")
    _check_range((*x, *y), -(2**31), 2**31 - 1)
    return f"""
        .data
x:      .word {", ".join(map(str, x))}
x_end:
y:      .word {", ".join(map(str, y))}
        .text
        la   t0, x
        la   t1, x_end
        la   t2, y
        li   a0, 0
loop:   lw   t3, 0(t0)
        lw   t4, 0(t2)
        mul  t5, t3, t4
        add  a0, a0, t5
        addi t0, t0, 4
        addi t2, t2, 4
        bltu t0, t1, loop
""" + _PRINT_INTEGER


def reverse_string(text: str = "stressed") -> str:
    """The characters in reverse order, in place: two pointers walk towards each other and swap."""
    return f"""
        .data
string: .string {_quoted(text)}
        .text
        la   s0, string
        mv   t0, s0
find:   lbu  t1, 0(t0)          # t0 walks to the zero byte
        beqz t1, found
        addi t0, t0, 1
        j    find
found:  mv   t1, s0
        addi t0, t0, -1
swap:   bgeu t1, t0, done
        lbu  t2, 0(t1)
        lbu  t3, 0(t0)
        sb   t3, 0(t1)
        sb   t2, 0(t0)
        addi t1, t1, 1
        addi t0, t0, -1
        j    swap
done:   mv   a0, s0
""" + _PRINT_STRING


def sieve(limit: int = 30) -> str:
    """The primes up to the limit by the sieve of Eratosthenes, each followed by a space. Limit from 2 to 65,535."""
    _check_range((limit,), 2, 65_535)
    return f"""
        .equ LIMIT, {limit}
        .data
crossed: .space LIMIT + 1       # one byte a number, 1 if it is a multiple of a smaller prime
        .text
        la   s0, crossed
        li   s1, LIMIT
        li   s2, 1
        li   t0, 2              # t0: the candidate
next:   bgtu t0, s1, done
        add  t1, s0, t0
        lbu  t2, 0(t1)
        bnez t2, skip
        mv   a0, t0
        li   a7, 1              # print the prime
        ecall
        li   a0, ' '
        li   a7, 11
        ecall
        mul  t3, t0, t0         # smaller multiples have a smaller prime factor
cross:  bgtu t3, s1, skip
        add  t1, s0, t3
        sb   s2, 0(t1)
        add  t3, t3, t0
        j    cross
skip:   addi t0, t0, 1
        j    next
done:
""" + _END


def collatz(n: int = 27) -> str:
    """How many steps n takes to 1, where a step is n/2 if n is even, else 3n + 1. n from 1 to 10,000.

    The same few instructions take 111 rounds for 27 and 4 for 16: what is executed depends on the data.
    """
    _check_range((n,), 1, 10_000)
    return f"""
        li   t0, {n}
        li   t1, 1
        li   a0, 0              # a0: the steps so far
loop:   beq  t0, t1, done
        andi t2, t0, 1
        addi a0, a0, 1
        beqz t2, even
        slli t3, t0, 1          # 3n + 1 = 2n + n + 1
        add  t0, t0, t3
        addi t0, t0, 1
        j    loop
even:   srli t0, t0, 1
        j    loop
done:
""" + _PRINT_INTEGER


def primes_up_to(limit: int) -> str:
    """What `sieve` must print, by trial division."""
    return "".join(f"{n} " for n in range(2, limit + 1) if all(n % d for d in range(2, math.isqrt(n) + 1)))


def fibonacci_number(n: int) -> int:
    """F(n) by n additions: 0, 1, 1, 2, 3, 5, …"""
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def collatz_steps(n: int) -> int:
    """The number of steps from n to 1: 16 → 8 → 4 → 2 → 1 are 4."""
    steps = 0
    while n != 1:
        n, steps = (3 * n + 1 if n % 2 else n // 2), steps + 1
    return steps


@dataclass(frozen=True)
class CourseProgram:
    """A program with what it must print (`truth`, of the same inputs) and inputs to try."""

    source: Callable[..., str]
    truth: Callable[..., str]
    examples: tuple[tuple, ...]

    def assemble(self, *inputs) -> Program:
        """The program for these inputs."""
        return assemble(self.source(*inputs))

    def run(self, *inputs, max_steps: int = 1_000_000) -> Processor:
        """The processor after the program has ended; its `output` is the result."""
        processor = Processor.for_program(self.assemble(*inputs))
        processor.run(max_steps)
        return processor


PROGRAMS = {
    "sort_letters": CourseProgram(
        sort_letters, lambda letters: "".join(sorted(letters)),
        (("market",), ("abcdef",), ("fedcba",), ("banana",), ("z",), ("",), ("a\"b\\c#",))),
    "add_decimal": CourseProgram(
        add_decimal, lambda first, second: str(int(first) + int(second)),
        (("957", "68"), ("0", "0"), ("5", "5"), ("999999", "1"), ("1", "999999"), ("123", "456"),
         ("31415926535897932384626433832795", "27182818284590452353602874713526"))),
    "greatest_common_divisor": CourseProgram(
        greatest_common_divisor, lambda a, b: str(math.gcd(a, b)),
        ((252, 105), (105, 252), (0, 7), (7, 0), (0, 0), (2**31 - 1, 2**31 - 2), (1836311903, 1134903170))),
    "fibonacci": CourseProgram(fibonacci, lambda n: str(fibonacci_number(n)), ((0,), (1,), (2,), (10,), (15,))),
    "dot_product": CourseProgram(
        dot_product, lambda x, y: str(signed(sum(a * b for a, b in zip(x, y, strict=True)) & MASK)),
        (((1, -2, 3), (4, 5, -6)), ((0,), (0,)), ((2**31 - 1, 2), (2**31 - 1, 2)), ((-(2**31),), (-1,)))),
    "reverse_string": CourseProgram(
        reverse_string, lambda text: text[::-1], (("stressed",), ("ab",), ("a",), ("",), ("two machines",))),
    "sieve": CourseProgram(sieve, primes_up_to, ((2,), (3,), (30,), (200,))),
    "collatz": CourseProgram(collatz, lambda n: str(collatz_steps(n)), ((1,), (16,), (27,), (6171,))),
}


def _quoted(text: str) -> str:
    """The text as an assembler string; ValueError for a character that is not printable ASCII."""
    if not all(" " <= character <= "~" for character in text):
        raise ValueError(f"{text!r} may hold only printable ASCII characters.")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _check_range(values: tuple[int, ...], smallest: int, largest: int) -> None:
    for value in values:
        if not smallest <= value <= largest:
            raise ValueError(f"{value} is outside the range of this program, {smallest} to {largest}.")
