"""The language machine of chapter 19: a small model writes programs, the processor of chapter 01 runs them.

Read in this order: `question` (generated word problems), `program` (the small language and how it becomes RV32I),
`sandbox` (run it with limits, and name what went wrong), `translator` (the model), `loop` (try, run, feed back, try
again), `hostile` (programs that want out), `calculator` (people's solutions as programs).
"""
