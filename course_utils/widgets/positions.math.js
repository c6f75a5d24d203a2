// Position schemes on one small attention: the words' vectors are queries, keys and values themselves.
export const WIDTH = 16, WORDS = 6;
const range = (n) => Array.from({ length: n }, (_, i) => i);
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const speed = (i) => 100 ** (-(2 * i) / WIDTH);

// Vectors without meaning, from formulas, so that Python has the same ones.
export const wordVector = (word) => range(WIDTH).map((c) => Math.cos(1.7 * (word + 1) * (c + 1) + 0.3 * c));
const learnt = (place) => range(WIDTH).map((c) => Math.sin(2.3 * (place + 1) * (c + 2) + 0.9 * c));
const sinusoidal = (place) => range(WIDTH).map((c) => {
  const angle = place * speed(Math.floor(c / 2));
  return c % 2 ? Math.cos(angle) : Math.sin(angle);
});
export const bias = (distance) => (distance < 0 ? 0.3 : 0.15) * -Math.min(Math.abs(distance), 16);

export function rotate(x, place) {
  return x.map((_, c) => {
    const angle = place * speed(Math.floor(c / 2));
    const [a, b] = [x[c - (c % 2)], x[c - (c % 2) + 1]];
    return c % 2 ? a * Math.sin(angle) + b * Math.cos(angle) : a * Math.cos(angle) - b * Math.sin(angle);
  });
}

// What a query at place p says to a key of the same word at place p + d, because of the places alone.
export function byDistance(scheme, p, d) {
  switch (scheme) {
    case "none": return 0;
    case "sinusoidal": return dot(sinusoidal(p), sinusoidal(p + d)) / Math.sqrt(WIDTH);
    case "learned": return dot(learnt(p), learnt(p + d)) / Math.sqrt(WIDTH);
    case "relative bias": return bias(d);
    case "rotary": return dot(rotate(Array(WIDTH).fill(1), p), rotate(Array(WIDTH).fill(1), p + d)) / Math.sqrt(WIDTH);
    default: throw new Error(`There is no scheme ${scheme}.`);
  }
}

// One output for each place: order[i] is the word at place first + i.
export function outputs(scheme, order, first) {
  const x = order.map((word, i) => {
    const added = scheme === "sinusoidal" ? sinusoidal(first + i) : scheme === "learned" ? learnt(first + i) : null;
    return wordVector(word).map((value, c) => value + (added ? added[c] : 0));
  });
  const q = scheme === "rotary" ? x.map((one, i) => rotate(one, first + i)) : x;
  return q.map((one, i) => {
    const scores = q.map((other, j) => dot(one, other) / Math.sqrt(WIDTH) + (scheme === "relative bias" ? bias(j - i) : 0));
    const top = Math.max(...scores);
    const e = scores.map((score) => Math.exp(score - top));
    const sum = e.reduce((a, b) => a + b, 0);
    return range(WIDTH).map((c) => e.reduce((mix, weight, j) => mix + (weight / sum) * x[j][c], 0));
  });
}

// For each word the largest change of its output against the plain order at place 0.
export function changes(scheme, order, first) {
  const [plain, now] = [outputs(scheme, range(WORDS), 0), outputs(scheme, order, first)];
  return range(WORDS).map((word) => Math.max(...now[order.indexOf(word)].map((value, c) => Math.abs(value - plain[word][c]))));
}
