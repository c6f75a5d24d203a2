// Attention in float64: pure functions, no document. A matrix is an array of rows.

export const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

// exp(x) over its sum. The maximum is subtracted first, so nothing overflows; a row of only -Infinity gives zeros.
export function softmax(x) {
  const top = Math.max(...x);
  if (top === -Infinity) return x.map(() => 0);
  const e = x.map((value) => Math.exp(value - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

// Entropy of weights in nats: -sum w ln w, with 0 ln 0 = 0.
export const entropy = (w) => w.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);

// weights (T) times rows (T x D): the weighted sum of the rows.
export const mix = (weights, rows) =>
  rows[0].map((_, c) => weights.reduce((sum, w, j) => sum + w * rows[j][c], 0));

// May query i look at key j, of T? "padding" hides the last `padding` keys, "causal" the keys after the query.
export function allowed(mask, i, j, T, padding = 0) {
  if (mask === "causal") return j <= i;
  if (mask === "padding") return j < T - padding;
  return true;
}

// From scores (T x T) and values (T x D) to weights and output, each step kept.
export function attend(scores, v, { d, temperature = 1, scale = true, mask = "none", padding = 0 }) {
  const divisor = (scale ? Math.sqrt(d) : 1) * temperature;
  const scaled = scores.map((row) => row.map((s) => s / divisor));
  const masked = scaled.map((row, i) =>
    row.map((s, j) => (allowed(mask, i, j, row.length, padding) ? s : -Infinity)));
  const weights = masked.map(softmax);
  return { scores, scaled, masked, weights, output: weights.map((w) => mix(w, v)), divisor };
}

export const attention = (q, k, v, options = {}) =>
  attend(q.map((a) => k.map((b) => dot(a, b))), v, { d: q[0].length, ...options });

// Recorded numbers: each is `digits` characters of base 64, spread evenly from lo to hi.
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
export function unpack({ text, lo, hi }, columns, digits) {
  const top = 64 ** digits - 1;
  const rows = [];
  for (let at = 0, n = 0; at < text.length; at += digits, n++) {
    let code = 0;
    for (let i = 0; i < digits; i++) code = code * 64 + ALPHABET.indexOf(text[at + i]);
    if (n % columns === 0) rows.push([]);
    rows[rows.length - 1].push(lo + ((hi - lo) * code) / top);
  }
  return rows;
}

// Words, numbers, single Chinese characters and single punctuation marks, in lower case.
export const tokenise = (text) =>
  text.toLowerCase().match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}’'])+|[^\s]/gu) ?? [];

// A word's toy vector: 8 numbers in [-1.5, 1.5) drawn by a generator that the word's letters seed. Not learned.
export const TOY_WIDTH = 8;
export function toyVector(word) {
  let seed = 2166136261;
  for (const letter of word) seed = Math.imul(seed ^ letter.codePointAt(0), 16777619) >>> 0;
  return Array.from({ length: TOY_WIDTH }, () => {
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * 3 - 1.5;
  });
}

// Half a sine-and-cosine position code of the same width: neighbours are alike.
export const toyPosition = (t) =>
  Array.from({ length: TOY_WIDTH }, (_, c) => {
    const angle = t / 10 ** (Math.floor(c / 2) * (4 / TOY_WIDTH));
    return (c % 2 ? Math.cos(angle) : Math.sin(angle)) / 2;
  });

// Queries and keys are word + position, values the word alone.
export function toySentence(tokens) {
  const v = tokens.map(toyVector);
  const q = v.map((row, t) => row.map((x, c) => x + toyPosition(t)[c]));
  return { q, k: q, v };
}
