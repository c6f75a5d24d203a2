// The bench's pure functions: byte-level BPE and WordPiece as in course_utils/text, letter for letter.
const PRINTABLE = [...range(33, 127), ...range(161, 173), ...range(174, 256)];
function range(from, to) { return Array.from({ length: to - from }, (_, i) => from + i); }
const BYTE_ORDER = [...PRINTABLE, ...range(0, 256).filter((b) => !PRINTABLE.includes(b))];
const PRE = / ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{M}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;
const UNKNOWN = "[UNK]";

export const preTokens = (text) => text.match(PRE) ?? [];

// merges: a flat list of token numbers, two for each merge.
export function bytePairs(merges) {
  const tokens = BYTE_ORDER.map((b) => [b]);
  const numberOf = new Map(tokens.map((token, n) => [token.join(), n]));
  const rank = new Map(), made = new Map();
  for (let n = 0; n < merges.length; n += 2) {
    const token = [...tokens[merges[n]], ...tokens[merges[n + 1]]];
    if (!numberOf.has(token.join())) { numberOf.set(token.join(), tokens.length); tokens.push(token); }
    const pair = `${merges[n]},${merges[n + 1]}`;
    rank.set(pair, n / 2);
    made.set(pair, numberOf.get(token.join()));
  }
  return { tokens, rank, made };
}

// Every state of one pre-token, from bytes to tokens: always the pair learned first, the leftmost of it first.
export function mergeSteps(bpe, piece) {
  let word = [...new TextEncoder().encode(piece)].map((byte) => BYTE_ORDER.indexOf(byte));
  const steps = [{ word, at: -1, rank: -1 }];
  for (;;) {
    let at = -1, best = Infinity;
    for (let i = 0; i + 1 < word.length; i += 1) {
      const rank = bpe.rank.get(`${word[i]},${word[i + 1]}`) ?? Infinity;
      if (rank < best) [at, best] = [i, rank];
    }
    if (at < 0) return steps;
    word = [...word.slice(0, at), bpe.made.get(`${word[at]},${word[at + 1]}`), ...word.slice(at + 2)];
    steps.push({ word, at, rank: best });
  }
}

export const encode = (bpe, text) => preTokens(text).flatMap((piece) => mergeSteps(bpe, piece).at(-1).word);
export const decode = (bpe, numbers) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(numbers.flatMap((n) => bpe.tokens[n])));

// A token as a reader can see it: a space as ␣, bytes that are no whole character as hexadecimal numbers.
export function shown(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes)).replaceAll(" ", "␣").replaceAll("\n", "⏎");
  } catch {
    return `<${bytes.map((b) => b.toString(16).toUpperCase().padStart(2, "0")).join(" ")}>`;
  }
}

const IDEOGRAPHS = [[0x4e00, 0x9fff], [0x3400, 0x4dbf], [0x20000, 0x2a6df], [0x2a700, 0x2b73f], [0x2b740, 0x2b81f], [0x2b920, 0x2ceaf], [0xf900, 0xfaff], [0x2f800, 0x2fa1f]];
const isIdeograph = (c) => IDEOGRAPHS.some(([low, high]) => c.codePointAt(0) >= low && c.codePointAt(0) <= high);

// The words of an uncased BERT: cleaned, lower case, accents off, cut at spaces and at every punctuation mark.
export function bertWords(text) {
  const kept = [...text].map((c) => {
    if ("\t\n\r".includes(c)) return " ";
    if (c === "\ufffd" || /\p{C}/u.test(c)) return "";
    return isIdeograph(c) ? ` ${c} ` : /\p{Zs}/u.test(c) ? " " : c;
  }).join("");
  const plain = [...kept.normalize("NFD")].filter((c) => !/\p{Mn}/u.test(c)).map((c) => c.toLowerCase()).join("");
  const spaced = [...plain].map((c) => (/[\p{P}!-/:-@[-`{-~]/u.test(c) ? ` ${c} ` : c)).join("");
  return spaced.split(/\p{White_Space}+/u).filter((word) => word !== "");
}

// The pieces of one word, greedy and longest first, over Unicode characters; [UNK] when once nothing fits.
export function cutWord(known, word) {
  const letters = [...word], pieces = [];
  if (letters.length > 100) return [UNKNOWN];
  for (let start = 0; start < letters.length;) {
    let end = letters.length;
    const piece = () => (start ? "##" : "") + letters.slice(start, end).join("");
    while (end > start && !known.has(piece())) end -= 1;
    if (end === start) return [UNKNOWN];
    pieces.push(piece());
    start = end;
  }
  return pieces;
}

export const wordPieces = (known, text) => bertWords(text).flatMap((word) => cutWord(known, word));
