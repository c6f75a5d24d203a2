"""Answers to problem feedback_loop of set 19, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · while
def feedback_loop(write, run, question, tries):
    n, more = 0, []
    while n < tries:
        program = write([question, *more])
        n += 1
        answer, fault = run(program)
        if fault is None: return (answer, n)
        more = [program, fault]
    return (None, n)

# %% right · recursion
def feedback_loop(write, run, question, tries):
    def go(context, n):
        if n == tries: return None, n
        program = write(context)
        answer, fault = run(program)
        return (answer, n + 1) if fault is None else go([question, program, fault], n + 1)
    return go([question], 0)

# %% right · break and else
def feedback_loop(write, run, question, tries):
    last = ()
    for n in range(tries):
        p = write([question] + list(last))
        a, f = run(p)
        if f is None:
            break
        last = (p, f)
    else:
        return None, tries
    return a, n + 1

# %% wrong · the answer alone
# Reaches: what does your return line hold
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer
        context = [question, program, fault]
    return None, tries

# %% wrong · an empty try first
# Reaches: what is there to read but the question
def feedback_loop(write, run, question, tries):
    context = [question, None, None]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, program, fault]
    return None, tries

# %% wrong · one try
# Reaches: does the model get another try
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, 2):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, program, fault]
    return None, tries

# %% wrong · the fault alone
# Reaches: in which order
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, fault]
    return None, tries

# %% wrong · fault before program
# Reaches: in which order
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, fault, program]
    return None, tries

# %% wrong · goes on after success
# Reaches: why ask for a third
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            found = answer
        context = [question, program, fault]
    return (12, 2)

# %% wrong · the program for the answer
# Reaches: What did the program that ran put out
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return program, n
        context = [question, program, fault]
    return None, tries

# %% wrong · counts repairs
# Reaches: How many programs were written?
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n - 1
        context = [question, program, fault]
    return None, tries

# %% wrong · one try too few
# Reaches: how many programs did the model write
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, max(3, tries)):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, program, fault]
    return None, tries

# %% wrong · all that happened
# Reaches: Of which try should the context hold
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [*context, program, fault]
    return None, tries

# %% wrong · the last answer of a refused program
# Reaches: is there an answer
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, program, fault]
    return (answer if tries else None), tries

# %% wrong · zero is no answer
# Reaches: Is 0 an answer
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if fault is None and answer:
            return answer, n
        context = [question, program, fault]
    return None, tries

# %% wrong · an empty fault is none
# Reaches: is an empty text None
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, tries + 1):
        program = write(context)
        answer, fault = run(program)
        if not fault:
            return answer, n
        context = [question, program, fault]
    return None, tries

# %% wrong · one try at least
# Reaches: is anything written
def feedback_loop(write, run, question, tries):
    context = [question]
    for n in range(1, max(2, tries + 1)):
        program = write(context)
        answer, fault = run(program)
        if fault is None:
            return answer, n
        context = [question, program, fault]
    return None, tries

# %% null · nothing
def feedback_loop(write, run, question, tries): ...

# %% null · the question back
def feedback_loop(write, run, question, tries):
    return question, -1
