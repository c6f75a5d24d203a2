// The span browser's selection, without the page: which spans are shown, and how many there are of each outcome.
// A sentence is {at, words, spans}; a span is [outcome, gold, predicted]; gold and predicted are [type, start, end] or 0.

// Whether a span is of this type on either side; type -1 stands for every type.
export function ofType([, gold, predicted], type) {
  return type < 0 || (gold && gold[0] === type) || (predicted && predicted[0] === type);
}

// The spans of each outcome, of one type or of all: as many counts as there are outcomes.
export function tally(sentences, outcomes, type = -1) {
  const counts = new Array(outcomes).fill(0);
  for (const { spans } of sentences) for (const span of spans) if (ofType(span, type)) counts[span[0]] += 1;
  return counts;
}

// The sentences that hold a span of a wanted outcome and type, each with those spans only.
export function select(sentences, wanted, type = -1) {
  return sentences
    .map((one) => ({ ...one, spans: one.spans.filter((span) => wanted.includes(span[0]) && ofType(span, type)) }))
    .filter((one) => one.spans.length);
}

// Precision, recall and F1 that the counts of right, wrong type, wrong boundary, missed and invented give.
export function scores([right, type, boundary, missed, invented]) {
  const gold = right + type + boundary + missed;
  const found = right + type + boundary + invented;
  return { gold, found, precision: found ? right / found : 0, recall: gold ? right / gold : 0,
    f1: gold + found ? (2 * right) / (gold + found) : 0 };
}
