// The tokenizer bench: the reader's text in byte-level BPE and in WordPiece, and the merges of one pre-token in steps.

const grouped = (n) => n.toLocaleString("en");

export function render({ model, el }) {
  const bpe = bytePairs(model.get("merges"));
  const known = new Set(model.get("pieces").split(" "));
  const longest = model.get("longest");
  const state = { pre: 0, step: 0 };

  const field = h("textarea", { rows: 3, "aria-label": "Your text", spellcheck: "false", oninput: () => { Object.assign(state, { pre: 0, step: 0 }); paint(); } });
  field.value = model.get("text");
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const pairHead = h("p", { class: "cu-head" }), pieceHead = h("p", { class: "cu-head" });
  const list = (name) => h("ol", { tabindex: 0, "aria-label": name });
  const pairList = list("Tokens of byte-level BPE"), pieceList = list("Pieces of WordPiece"), stepList = list("Tokens at this step");
  const chosen = h("select", { "aria-label": "Pre-token", onchange: (event) => { Object.assign(state, { pre: +event.target.value, step: 0 }); paintSteps(); } });
  const back = h("button", { type: "button", onclick: () => move(-1) }, "Back");
  const next = h("button", { type: "button", onclick: () => move(1) }, "Next merge");
  const stepText = h("p", { role: "status", "aria-live": "polite" });
  let cut = [];

  // Half of a surrogate pair is no character: TextEncoder and Python would differ on it, so it becomes U+FFFD here.
  const readText = () => [...field.value.replace(/\r\n?/g, "\n").toWellFormed()].slice(0, longest).join("");

  function paint() {
    const text = readText();
    const numbers = encode(bpe, text), pieces = wordPieces(known, text);
    const unknown = pieces.filter((piece) => piece === UNKNOWN).length;
    const bytes = new TextEncoder().encode(text).length;
    const characters = [...text].length;
    cut = preTokens(text);
    live.textContent = `${grouped(characters)} characters are ${grouped(bytes)} bytes in ${grouped(cut.length)} pre-tokens. Byte-level BPE makes ${grouped(numbers.length)} tokens, none unknown. WordPiece makes ${grouped(pieces.length)} pieces, ${grouped(unknown)} unknown.`
      + ([...field.value].length > longest ? ` Only the first ${grouped(longest)} characters are read.` : "");
    pairHead.textContent = `Byte-level BPE: ${(bytes / Math.max(numbers.length, 1)).toFixed(2)} bytes a token, comes back ${decode(bpe, numbers) === text ? "unchanged" : "changed"}`;
    pieceHead.textContent = `WordPiece: ${pieces.length ? ((100 * unknown) / pieces.length).toFixed(0) : 0} % unknown`;
    pairList.replaceChildren(...numbers.map((n) => h("li", { title: `token ${n}` }, shown(bpe.tokens[n]))));
    pieceList.replaceChildren(...pieces.map((piece) => h("li", { class: piece === UNKNOWN ? "cu-unknown" : null }, piece)));
    chosen.replaceChildren(...cut.map((piece, i) => h("option", { value: i, selected: i === state.pre }, shown([...new TextEncoder().encode(piece)]))));
    paintSteps();
  }

  function paintSteps() {
    const steps = cut.length ? mergeSteps(bpe, cut[state.pre]) : [{ word: [], at: -1, rank: -1 }];
    const { word, at, rank } = steps[state.step];
    stepList.replaceChildren(...word.map((n, i) => h("li", { class: i === at ? "cu-new" : null }, shown(bpe.tokens[n]))));
    stepText.textContent = state.step === 0
      ? `Step 0 of ${steps.length - 1}: ${word.length} bytes.`
      : `Step ${state.step} of ${steps.length - 1}: merge number ${grouped(rank + 1)} makes ${shown(bpe.tokens[word[at]])}; ${word.length} tokens.`;
    // A button that has focus must not vanish from under it: at an end it stays, marked, and does nothing.
    back.toggleAttribute("data-end", state.step === 0);
    next.toggleAttribute("data-end", state.step === steps.length - 1);
    for (const button of [back, next]) button.setAttribute("aria-disabled", button.hasAttribute("data-end"));
  }
  function move(by) {
    const last = (cut.length ? mergeSteps(bpe, cut[state.pre]) : [0]).length - 1;
    state.step = Math.min(Math.max(state.step + by, 0), last);
    paintSteps();
  }

  el.append(h("div", { class: "cu-bench", role: "group", "aria-label": "Tokenizer bench" }, h("style", {}, STYLE),
    h("label", {}, h("span", {}, "Your text"), field), live, pairHead, pairList, pieceHead, pieceList,
    h("p", { class: "cu-head" }, "Merges in steps"), h("div", { class: "cu-steps" }, h("label", {}, h("span", {}, "Pre-token"), chosen), back, next), stepText, stepList,
    h("p", { class: "cu-note" }, "Both vocabularies are small and were trained for this course on 953 short texts, English and a little Chinese: 2,000 merges, 2,256 pieces. ␣ is a space; <E7 8C> are bytes that are no whole character. Nothing you type leaves this page.")));
  paint();
}

export default { render };
