// The dice, the corruption and a tiny masked model as pure functions, no document.
const range = (n) => Array.from({ length: n }, (_, i) => i);

// Park and Miller's numbers, as in Python: for each position a chance, a fate, and a random word's token.
export function dice(draw, T, words) {
  const prime = 2 ** 31 - 1;
  const numbers = [];
  let state = draw * 7919 + 17;
  for (let i = 0; i < 5 + 3 * T; i++) {
    state = (state * 48271) % prime;
    numbers.push(state / prime);
  }
  return range(T).map((i) => {
    const [chance, fate, word] = numbers.slice(5 + 3 * i, 8 + 3 * i);
    return { chance, fate, drawn: 1 + Math.floor(word * words) };
  });
}

// One word: what the model reads, and what the loss asks for (null: nothing). Shares in percent.
export function corruptOne(token, { chance, fate, drawn }, { share, masked, random }, mask) {
  if (!(chance < share / 100)) return { read: token, asked: null };
  const read = fate < masked / 100 ? mask : fate < masked / 100 + random / 100 ? drawn : token;
  return { read, asked: token };
}

// ---- the model ----------------------------------------------------------------------------------------------------
const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

// Weights by name: a matrix is an array of rows. Each is a whole number times its row's scale, rounded to 32 bits.
export function unpackWeights({ shapes, whole, real }) {
  const small = new Int8Array(bytesOf(whole).buffer);
  const floats = new Float32Array(bytesOf(real).buffer);
  const weights = {};
  let [i, f] = [0, 0];
  for (const [name, rows, columns] of shapes) {
    const scale = Array.from(floats.slice(f, (f += rows)));
    weights[name] = !columns ? scale
      : scale.map((size) => Array.from(small.slice(i, (i += columns)), (q) => Math.fround(q * size)));
  }
  return weights;
}

const inner = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const plus = (a, b) => a.map((x, i) => x + b[i]);
const linear = (weights, name, x) => plus(weights[`${name}.weight`].map((row) => inner(row, x)), weights[`${name}.bias`]);

function layerNorm(weights, name, x) {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const [gain, bias] = [weights[`${name}.weight`], weights[`${name}.bias`]];
  return x.map((value, i) => ((value - mean) / Math.sqrt(variance + 1e-5)) * gain[i] + bias[i]);
}

// erf by a series of positive terms: 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·5···(2n+1)).
function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

export function softmax(scores) {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

// The probabilities of all tokens at every position; every position sees both sides.
export function probabilities(weights, { H, layers }, ids) {
  let x = ids.map((token, i) => plus(weights["tokens.weight"][token], weights["positions.weight"][i]));
  for (let l = 0; l < layers; l++) {
    const at = `blocks.${l}.`;
    const normed = x.map((row) => layerNorm(weights, `${at}before_attention`, row));
    const [q, k, v] = ["query", "key", "value"].map((part) => normed.map((row) => linear(weights, `${at}attention.${part}`, row)));
    const D = x[0].length / H;
    x = x.map((row, i) => {
      const heads = range(H).flatMap((head) => {
        const cut = (one) => one.slice(head * D, (head + 1) * D);
        const w = softmax(k.map((key) => inner(cut(q[i]), cut(key)) / Math.sqrt(D)));
        return range(D).map((c) => inner(w, v.map((one) => one[head * D + c])));
      });
      const mixed = plus(row, linear(weights, `${at}attention.output`, heads));
      const wide = linear(weights, `${at}feed_forward.0`, layerNorm(weights, `${at}before_feed_forward`, mixed));
      return plus(mixed, linear(weights, `${at}feed_forward.2`, wide.map((z) => (z / 2) * (1 + erf(z / Math.SQRT2)))));
    });
  }
  return x.map((row) => {
    const last = layerNorm(weights, "final_norm", row);
    return softmax(plus(weights["tokens.weight"].map((word) => inner(word, last)), weights.bias));
  });
}

// The mean of −ln p(asked) over the places where something is asked; null where nothing is.
export function lossOf(p, asked) {
  const nats = asked.flatMap((token, i) => (token === null ? [] : [-Math.log(p[i][token])]));
  return nats.length ? nats.reduce((a, b) => a + b, 0) / nats.length : null;
}
