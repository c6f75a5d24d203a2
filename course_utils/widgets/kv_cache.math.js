// Costs of writing one token more, as in course_utils/costs.py: prefill without a cache, a decode step with one.
const cost = (flop, bytes) => ({ flop, bytes });
const weights = (L, C, V) => 12 * L * C * C + C * V;
export const cacheBytes = (L, S, C, d = 2) => 2 * L * S * C * d;

export function prefill(L, C, V, T, d = 2) {
  return cost(L * (24 * T * C * C + 4 * T * T * C) + 2 * C * V, weights(L, C, V) * d + cacheBytes(L, T, C, d));
}

export function decodeStep(L, C, V, S, d = 2) {
  return cost(L * (24 * C * C + 4 * S * C) + 2 * C * V, weights(L, C, V) * d + cacheBytes(L, S, C, d));
}

// The step that writes new token number n, counted from 0: step 0 reads the prompt, in both ways.
export function stepCost(model, prompt, n, cached) {
  const { L, C, V } = model;
  return cached && n > 0 ? decodeStep(L, C, V, prompt + n) : prefill(L, C, V, prompt + n);
}

export function totalCost(model, prompt, n, cached) {
  const sum = cost(0, 0);
  for (let i = 0; i <= n; i += 1) {
    const one = stepCost(model, prompt, i, cached);
    sum.flop += one.flop;
    sum.bytes += one.bytes;
  }
  return sum;
}
