"""Answers to problem counts of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · step by step
def counts(source):
    from course_utils.machine import Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    executed = moved = 0
    while processor.exit_code is None:
        moved += processor.step().size
        executed += 1
    return {"static": program.static_instructions, "executed": executed, "fetched": 4 * executed, "data": moved}

# %% right · from a trace
def counts(source):
    from course_utils.machine import Trace, assemble
    trace = Trace(assemble(source))
    trace.run()
    data = sum(change.size for step in trace.steps for change in (step.loaded, step.stored) if change)
    return dict(static=len(trace.program.line_of), executed=len(trace.steps), fetched=trace.counters.bytes_fetched, data=data)

# %% right · by difference
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) / 4, "executed": sum(found.by_name.values()), "fetched": found.bytes_fetched,
            "data": found.bytes_moved - found.bytes_fetched}

# %% wrong · a list
# Reaches: A dict is asked for
def counts(source):
    from course_utils.machine import assemble
    return [len(assemble(source).text) // 4]

# %% wrong · three entries
# Reaches: which of their names is missing
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.bytes_fetched}

# %% wrong · static is executed
# Reaches: Static means as it is written
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    processor = Processor.for_program(assemble(source))
    processor.run()
    n = Counters.of(processor).instructions
    return {"static": n, "executed": n, "fetched": 4 * n, "data": 0}

# %% wrong · static in bytes
# Reaches: Are these instructions, or their bytes
def counts(source):
    from course_utils.machine import assemble
    n = len(assemble(source).text)
    return {"static": n, "executed": n, "fetched": n, "data": 0}

# %% wrong · without the system calls
# Reaches: Five lines, each one instruction
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    n = Counters.of(processor).instructions
    return {"static": len(program.text) // 4 - source.count("ecall"), "executed": n, "fetched": 4 * n, "data": 0}

# %% wrong · every instruction once
# Reaches: is every instruction executed once
def counts(source):
    from course_utils.machine import assemble
    n = len(assemble(source).text) // 4
    return {"static": n, "executed": n, "fetched": 4 * n, "data": 0}

# %% wrong · branches taken
# Reaches: how many instructions are executed
def counts(source):
    from course_utils.machine import Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    n = processor.branches_taken
    return {"static": len(program.text) // 4, "executed": n, "fetched": 4 * n, "data": 0}

# %% wrong · the program is fetched once
# Reaches: is fetched again each time
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": len(program.text), "data": found.bytes_loaded + found.bytes_stored}

# %% wrong · fetched in instructions
# Reaches: Are these instructions, or their bytes
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.instructions, "data": found.bytes_loaded + found.bytes_stored}

# %% wrong · instructions of two bytes
# Reaches: how many bytes are fetched
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": 2 * found.instructions, "data": found.bytes_loaded + found.bytes_stored}

# %% wrong · lines of text
# Reaches: do you count lines, or instructions
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(set(program.line_of.values())), "executed": found.instructions, "fetched": found.bytes_fetched, "data": found.bytes_loaded + found.bytes_stored}

# %% wrong · data counted as instructions
# Reaches: How many instructions stand in a program with data
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": (len(program.text) + len(program.data)) // 4, "executed": found.instructions, "fetched": found.bytes_fetched, "data": found.bytes_loaded + found.bytes_stored}

# %% wrong · accesses for bytes
# Reaches: do you count them, or the bytes that they move
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.bytes_fetched, "data": found.by_kind["load"] + found.by_kind["store"]}

# %% wrong · only loads
# Reaches: A byte is stored too
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.bytes_fetched, "data": found.bytes_loaded}

# %% wrong · everything moved
# Reaches: are they data
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.bytes_fetched, "data": found.bytes_moved if found.bytes_loaded else 0}

# %% wrong · the data section
# Reaches: how many bytes are moved
def counts(source):
    from course_utils.machine import Counters, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    processor.run()
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.bytes_fetched, "data": len(program.data)}

# %% wrong · a hundred steps
# Reaches: for the longer programs of the chapter
def counts(source):
    from course_utils.machine import Counters, MachineError, Processor, assemble
    program = assemble(source)
    processor = Processor.for_program(program)
    try:
        processor.run(100)
    except MachineError:
        pass
    found = Counters.of(processor)
    return {"static": len(program.text) // 4, "executed": found.instructions, "fetched": found.bytes_fetched, "data": found.bytes_loaded + found.bytes_stored}

# %% null · nothing
def counts(source):
    ...

# %% null · zeros
def counts(source):
    return {"static": 0, "executed": 0, "fetched": 0, "data": 0}
