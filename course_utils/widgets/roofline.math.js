// The roofline's pure functions: costs as in course_utils/costs.py, the roof, and the wait. Letters as there.
const cost = (flop, bytes) => ({ flop, bytes, intensity: flop / bytes });

export function matmul(m, k, n, d = 4) {
  return cost(2 * m * k * n, d * (m * k + k * n + m * n));
}

export function attention(B, H, T, S, D, d = 4, fused = false) {
  const passes = fused ? 0 : 4 * B * H * T * S;
  return cost(4 * B * H * T * S * D, d * (B * H * (2 * T * D + 2 * S * D) + passes));
}

export const modelWeights = (L, C, V) => 12 * L * C * C + C * V;
export const kvCacheBytes = (L, B, S, C, d = 2) => 2 * L * B * S * C * d;
export const layerFlop = (T, C) => 24 * T * C * C + 4 * T * T * C;

export function prefill(L, C, V, B, T, d = 2) {
  return cost(B * (L * layerFlop(T, C) + 2 * C * V), modelWeights(L, C, V) * d + kvCacheBytes(L, B, T, C, d));
}

export function decodeStep(L, C, V, B, S, d = 2) {
  return cost(B * (L * (24 * C * C + 4 * S * C) + 2 * C * V), modelWeights(L, C, V) * d + kvCacheBytes(L, B, S, C, d));
}

export function criticalBatch(L, C, V, S, balance, d = 2) {
  const alone = decodeStep(L, C, V, 1, S, d);
  const weights = modelWeights(L, C, V) * d;
  const paid = alone.flop - balance * (alone.bytes - weights);
  return paid > 0 ? (balance * weights) / paid : Infinity;
}

// One of the widget's kernels at a batch, a number of tokens and a width; the model has 12 layers, V = 50,257, D = 64.
export const LAYERS = 12, VOCABULARY = 50257, HEAD = 64;
export function kernelCost(kind, B, T, C, d) {
  const H = C / HEAD;
  switch (kind) {
    case "model prefill": return prefill(LAYERS, C, VOCABULARY, B, T, d);
    case "model decode": return decodeStep(LAYERS, C, VOCABULARY, B, T, d);
    case "feed-forward": return matmul(B * T, C, 4 * C, d);
    case "attention prefill": return attention(B, H, T, T, HEAD, d);
    case "attention fused": return attention(B, H, T, T, HEAD, d, true);
    case "attention decode": return attention(B, H, 1, T, HEAD, d, true);
    case "residual add": return cost(B * T * C, 3 * d * B * T * C);
    default: throw new Error(`There is no kernel ${kind}.`);
  }
}

export const roof = (machine, peak, intensity) => Math.min(peak, machine.memory * intensity);

export function waits(work, peak, memory) {
  const [arithmetic, bytes] = [work.flop / peak, work.bytes / memory];
  return { arithmetic, memory: bytes, time: Math.max(arithmetic, bytes), bound: arithmetic > bytes ? "arithmetic" : "memory" };
}
