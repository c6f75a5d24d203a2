// The plan, by the same formulas as course_utils.costs and planner.plan. All in base units; days in days.
export function plan(chip, parameters, tokens, devices, sharded, utilisation, price) {
  const flop = 6 * parameters * tokens, weights = 2 * parameters;
  const seconds = flop / (devices * chip.peak * utilisation);
  const held = [[1, 1, 1], [1, 1, devices], [1, devices, devices], [devices, devices, devices]][sharded];
  const least = Math.ceil(weights / chip.memory), rate = least * chip.bandwidth / weights;
  return { flop, days: seconds / 86400, cost: seconds / 3600 * devices * price, weight_bytes: weights,
    state_bytes: parameters * (2 / held[0] + 2 / held[1] + 12 / held[2]), device_bytes: chip.memory,
    least, tokens_per_s: rate, million: least * price / 3600 * 1e6 / rate };
}

const PREFIXES = [[1e24, "Y"], [1e21, "Z"], [1e18, "E"], [1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]];
// Three digits and the prefix that fits.
export function short(value, unit = "") {
  const [size, prefix] = PREFIXES.find(([size]) => value >= size) ?? [1, ""];
  return `${+(value / size).toPrecision(3)} ${prefix}${unit}`.trim();
}
