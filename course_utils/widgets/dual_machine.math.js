// The two machines and their tasks as pure functions, no document: a processor for 32-bit RISC-V code, and a transformer.

// ---- the tasks ----------------------------------------------------------------------------------------------------
const bytes = (text) => [...text].map((c) => c.charCodeAt(0));
const repeated = (n, value) => new Array(n).fill(value);

// ask: what may be typed. data: the memory it becomes. tokens: how many the transformer writes. read: what they say.
export const TASKS = {
  sort: { says: "Sort six letters", ask: /^[a-z]{6}$/, want: "six letters from a to z", label: "Six letters", unit: "letters",
    doing: (text) => `sort “${text}”`, data: (text) => [...bytes(text), 0], tokens: 6, read: (written) => written,
    truth: (text) => [...text].sort().join(""), pointers: ["t0", "t2"],
    left: "Each round puts one letter in its place.", right: "Each round writes one token; bars: where the last token read looked." },
  add: { says: "Add two numbers", ask: /^[1-9]\d\d\+[1-9]\d\d$/, want: "two numbers from 100 to 999, such as 957+168",
    label: "Two numbers", unit: "digits", doing: (text) => `add ${text.replace("+", " + ")}`,
    data: (text) => [...bytes(text.replace("+", "")), ...repeated(5, 0)], tokens: 4,
    read: (written) => [...written].reverse().join("").replace(/^0/, ""),
    truth: (text) => String(text.split("+").reduce((sum, one) => sum + Number(one), 0)), pointers: ["t0", "t1", "t2"],
    left: "Each round adds two digits, from the right, with the carry.",
    right: "Each round writes one digit of the sum, the last digit first; bars: where the last token read looked." },
};

// The instruction after which each round ends: one for each token; the last round goes on to the program's end.
export function roundsOf(steps, at, tokens) {
  const ends = steps.flatMap((step, i) => (step.pc === at ? [i + 1] : [])).slice(0, tokens - 1);
  return [...ends, steps.length];
}

// ---- the processor ------------------------------------------------------------------------------------------------
const ALU = [
  (a, b) => a + b, (a, b) => a << (b & 31), (a, b) => Number((a | 0) < (b | 0)), (a, b) => Number(a >>> 0 < b >>> 0),
  (a, b) => a ^ b, (a, b) => a >>> (b & 31), (a, b) => a | b, (a, b) => a & b];
const CONDITION = { 0: (a, b) => a === b, 1: (a, b) => a !== b, 4: (a, b) => (a | 0) < (b | 0),
  5: (a, b) => (a | 0) >= (b | 0), 6: (a, b) => a < b, 7: (a, b) => a >= b };

// The fields of an instruction word, the immediate already signed (RISC-V manual, figure 2.4).
export function fields(word) {
  const imm = {
    I: word >> 20,
    S: ((word >> 25) << 5) | ((word >>> 7) & 31),
    B: ((word >> 31) << 12) | ((word << 4) & 0x800) | ((word >>> 20) & 0x7e0) | ((word >>> 7) & 30),
    U: word & ~0xfff,
    J: ((word >> 31) << 20) | (word & 0xff000) | ((word >>> 9) & 0x800) | ((word >>> 20) & 0x7fe),
  };
  return { opcode: word & 127, rd: (word >>> 7) & 31, kind: (word >>> 12) & 7, rs1: (word >>> 15) & 31,
    rs2: (word >>> 20) & 31, high: word >>> 25, imm };
}

// Runs a program to its end and keeps, after every instruction, all that changed. Base integer instructions only.
// program: {text: words, textBase, entry, data: bytes, dataBase, stackTop}. Throws an Error with one sentence.
export function runProgram(program, data = program.data, limit = 5000) {
  const memory = new Map();
  data.forEach((byte, i) => memory.set(program.dataBase + i, byte));
  const x = new Array(32).fill(0);
  x[2] = program.stackTop;
  const steps = [];
  let [pc, output, ended] = [program.entry, "", false];
  const byte = (address) => memory.get(address) ?? 0;
  while (!ended) {
    if (steps.length >= limit) throw new Error(`The program has not ended after ${limit} instructions.`);
    const word = program.text[(pc - program.textBase) / 4];
    if (word === undefined) throw new Error(`There is no instruction at address ${pc}.`);
    const { opcode, rd, kind, rs1, rs2, high, imm } = fields(word);
    const [a, b] = [x[rs1], x[rs2]];
    const step = { pc, loaded: 0, stored: 0, address: null, printed: "" };
    let next = pc + 4;
    let result = null;
    if (opcode === 0x37) result = imm.U;
    else if (opcode === 0x17) result = pc + imm.U;
    else if (opcode === 0x13) result = kind === 5 && high === 32 ? a >> (imm.I & 31) : ALU[kind](a, imm.I);
    else if (opcode === 0x33 && (high === 0 || high === 32)) {
      result = high === 32 ? (kind === 0 ? a - b : a >> (b & 31)) : ALU[kind](a, b);
    } else if (opcode === 0x03) {
      step.address = (a + imm.I) >>> 0;
      step.loaded = 1 << (kind & 3);
      result = 0;
      for (let i = step.loaded - 1; i >= 0; i--) result = (result << 8) | byte(step.address + i);
      const spare = 32 - 8 * step.loaded;
      if (kind < 4) result = (result << spare) >> spare;
    } else if (opcode === 0x23) {
      step.address = (a + imm.S) >>> 0;
      step.stored = 1 << kind;
      for (let i = 0; i < step.stored; i++) memory.set(step.address + i, (b >>> (8 * i)) & 255);
    } else if (opcode === 0x63) next = CONDITION[kind](a, b) ? pc + imm.B : next;
    else if (opcode === 0x6f) [result, next] = [next, pc + imm.J];
    else if (opcode === 0x67) [result, next] = [next, (a + imm.I) & ~1];
    else if (opcode === 0x73) {
      if (x[17] === 1) step.printed = String(x[10] | 0);
      else if (x[17] === 4) for (let at = x[10]; byte(at); at++) step.printed += String.fromCharCode(byte(at));
      else ended = true;
      output += step.printed;
    } else throw new Error(`This page does not know the instruction 0x${(word >>> 0).toString(16)}.`);
    if (result !== null && rd) x[rd] = result >>> 0;
    pc = next;
    steps.push({ ...step, rd: result !== null && rd ? rd : null, next, registers: [...x], output,
      memory: data.map((_, i) => byte(program.dataBase + i)) });
  }
  return steps;
}

// ---- the transformer ----------------------------------------------------------------------------------------------
const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

// Weights by name: a matrix is an array of rows. Each is a whole number times its row's scale, rounded to 32 bits.
export function unpackWeights({ shapes, whole, real }) {
  const small = new Int8Array(bytesOf(whole).buffer);
  const floats = new Float32Array(bytesOf(real).buffer);
  const weights = {};
  let [i, f] = [0, 0];
  for (const [name, rows, columns] of shapes) {
    if (!columns) weights[name] = Array.from(floats.slice(f, (f += rows)));
    else {
      const scale = floats.slice(f, (f += rows));
      weights[name] = Array.from({ length: rows }, (_, r) =>
        Array.from(small.slice(i, (i += columns)), (q) => Math.fround(q * scale[r])));
    }
  }
  return weights;
}

const inner = (a, b) => { let sum = 0; for (let i = 0; i < a.length; i++) sum += a[i] * b[i]; return sum; };
const plus = (a, b) => a.map((x, i) => x + b[i]);
export const linear = (weights, name, x) => plus(weights[`${name}.weight`].map((row) => inner(row, x)), weights[`${name}.bias`]);

export function layerNorm(weights, name, x) {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const [gain, bias] = [weights[`${name}.weight`], weights[`${name}.bias`]];
  return x.map((value, i) => ((value - mean) / Math.sqrt(variance + 1e-5)) * gain[i] + bias[i]);
}

// erf by a series whose terms are all positive, so nothing cancels: 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·5···(2n+1)).
export function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
export const gelu = (x) => (x / 2) * (1 + erf(x / Math.SQRT2));

export function softmax(scores) {
  const top = Math.max(...scores);
  const powers = scores.map((s) => Math.exp(s - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}

// One position through the whole model. `seen` keeps each part's output by name, one row a position: the rows of
// earlier positions are the KV cache, so nothing is computed twice.
export function forward(weights, { layers, H }, token, seen) {
  const keep = (name, row) => { (seen[name] ??= []).push(row); return row; };
  let x = plus(keep("tokens", weights["tokens.weight"][token]), weights["positions.weight"][seen.tokens.length - 1]);
  for (let l = 0; l < layers; l++) {
    const at = `blocks.${l}.`;
    const normed = keep(`${at}before_attention`, layerNorm(weights, `${at}before_attention`, x));
    for (const part of ["query", "key", "value"]) keep(`${at}attention.${part}`, linear(weights, `${at}attention.${part}`, normed));
    const [q, k, v] = ["query", "key", "value"].map((part) => seen[`${at}attention.${part}`]);
    const D = x.length / H;
    const rows = Array.from({ length: H }, (_, head) => {
      const cut = (row) => row.slice(head * D, (head + 1) * D);
      return softmax(k.map((key) => inner(cut(q[q.length - 1]), cut(key)) / Math.sqrt(D)));
    });
    keep(`${at}attention.weights`, rows);
    const heads = keep(`${at}attention.heads`, x.map((_, c) => inner(rows[Math.floor(c / D)], v.map((row) => row[c]))));
    x = plus(x, keep(`${at}attention.output`, linear(weights, `${at}attention.output`, heads)));
    const again = keep(`${at}before_feed_forward`, layerNorm(weights, `${at}before_feed_forward`, x));
    const wide = keep(`${at}feed_forward.0`, linear(weights, `${at}feed_forward.0`, again));
    const bent = keep(`${at}feed_forward.1`, wide.map(gelu));
    x = plus(x, keep(`${at}feed_forward.2`, linear(weights, `${at}feed_forward.2`, bent)));
  }
  const last = keep("final_norm", layerNorm(weights, "final_norm", x));
  return keep("logits", plus(weights["tokens.weight"].map((row) => inner(row, last)), weights.bias));
}

// Reads the prompt, then writes `steps` tokens, each the most likely one. Returns {tokens, seen}.
export function generate(weights, sizes, prompt, steps) {
  const seen = {};
  const tokens = [];
  prompt.forEach((token) => forward(weights, sizes, token, seen));
  for (let s = 0; s < steps; s++) {
    const logits = seen.logits[seen.logits.length - 1];
    tokens.push(logits.indexOf(Math.max(...logits)));
    if (s < steps - 1) forward(weights, sizes, tokens[s], seen);
  }
  return { tokens, seen };
}
