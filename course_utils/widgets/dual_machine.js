// The dual machine: six letters, one time line, a processor on the left and a transformer on the right.

// An element; what can take focus also asks JupyterLab to leave its keys alone.
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  if (["input", "select", "button"].includes(tag) || "tabindex" in attributes) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

const grouped = (n) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
const joules = (pJ) => (pJ < 1000 ? `${pJ.toFixed(0)} pJ` : pJ < 1e6 ? `${(pJ / 1e3).toFixed(2)} nJ` : `${(pJ / 1e6).toFixed(2)} µJ`);
const percent = (p) => (p > 0.9995 && p < 1 ? "> 99.9 %" : p < 0.0005 ? "< 0.1 %" : `${(100 * p).toFixed(1)} %`);
const PERIOD_MS = 220; // between two steps of "Run"

export function render({ model, el }) {
  const [program, network, energy, alphabet] = ["program", "network", "energy", "letters"].map((key) => model.get(key));
  const start = model.get("start");
  const weights = unpackWeights(network.weights);
  const equals = alphabet.length - 1;
  const code = (letters) => [...letters].map((letter) => alphabet.indexOf(letter));
  const state = { letters: start.letters, at: start.at, layer: 0, head: 0 };
  let [steps, answer, rounds, timer] = [[], null, [], null];

  // Both machines run to the end at once; the time line then only shows.
  function compute() {
    steps = runProgram(program, [...[...state.letters].map((c) => c.charCodeAt(0)), 0]);
    answer = generate(weights, network.sizes, [...code(state.letters), equals], state.letters.length);
    rounds = steps.flatMap((step, i) => (step.pc === program.round ? [i + 1] : []));
    rounds[rounds.length - 1] = steps.length;
  }
  const written = () => rounds.filter((end) => end <= state.at).length;

  // ---- controls ---------------------------------------------------------------------------------------------------
  const letters = h("input", { type: "text", maxlength: 12, autocomplete: "off", spellcheck: "false", value: state.letters,
    oninput: (event) => {
      const typed = event.target.value.toLowerCase();
      const good = /^[a-z]{6}$/.test(typed);
      event.target.setAttribute("aria-invalid", String(!good));
      if (!good) return paint(`Type six letters from a to z; “${state.letters}” still counts`);
      Object.assign(state, { letters: typed, at: 0 });
      compute();
      paint("New letters, back to the start");
    } });
  const scrub = h("input", { type: "range", min: 0, step: 1, oninput: (event) => { stop(); go(+event.target.value); } });
  const go = (at, said) => { state.at = Math.max(0, Math.min(steps.length, at)); paint(said); };
  const stop = () => { clearInterval(timer); timer = null; run.textContent = "Run"; };
  const button = (words, act) => h("button", { type: "button", onclick: () => { stop(); act(); } }, words);
  const back = button("Back", () => go(state.at - 1));
  const step = button("Step", () => go(state.at + 1));
  const round = button("Next round", () => go(rounds.find((end) => end > state.at) ?? steps.length));
  const reset = button("Start again", () => go(0, "Back to the start"));
  const run = h("button", { type: "button", onclick: () => {
    if (timer) { stop(); return paint("Paused"); }
    if (state.at === steps.length) state.at = 0;
    run.textContent = "Pause";
    timer = setInterval(() => {
      if (!root.isConnected) return stop();
      if (state.at + 1 >= steps.length) stop();
      go(state.at + 1);
    }, PERIOD_MS);
  } }, "Run");
  const heads = Array.from({ length: network.sizes.layers }, (_, l) => Array.from({ length: network.sizes.H }, (_, n) => [l, n])).flat();
  const head = h("select", { onchange: (event) => {
    [state.layer, state.head] = heads[+event.target.value];
    paint(`Attention of layer ${state.layer}, head ${state.head}`);
  } }, heads.map(([l, n], i) => h("option", { value: i }, `Layer ${l}, head ${n}`)));
  const label = (words, control, wide) => {
    control.setAttribute("aria-label", words);
    return h("label", { class: wide && "cu-wide" }, h("span", {}, words), control);
  };

  // ---- the processor ----------------------------------------------------------------------------------------------
  const registers = h("dl", { class: "cu-registers" });
  const memory = h("ol", { class: "cu-cells", "aria-label": "Letters in memory" });
  const listing = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The program" });
  const address = (value) => `0x${value.toString(16)}`;
  function letter(value) {
    const at = value - program.dataBase;
    return at >= 0 && at <= 6 ? `→ ${at < 6 ? at + 1 : "end"}` : value > 32 && value < 127 ? `${value} “${String.fromCharCode(value)}”`
      : value > 9999 ? address(value) : String(value);
  }
  function paintProcessor() {
    const now = steps[state.at - 1];
    const before = steps[state.at - 2]?.registers;
    const held = now?.registers ?? new Array(32).fill(0);
    registers.replaceChildren(...program.shown.map((name, i) => {
      const number = program.numbers[i];
      const fresh = now && held[number] !== (before ? before[number] : 0);
      return h("div", { class: fresh && "cu-new" }, h("dt", {}, name), h("dd", {}, letter(held[number])));
    }));
    const bytes = now?.memory ?? [...state.letters].map((c) => c.charCodeAt(0));
    memory.replaceChildren(...[...state.letters].map((_, i) => {
      const here = program.dataBase + i;
      const who = now ? ["t0", "t2"].filter((name) => held[program.numbers[program.shown.indexOf(name)]] === here).join(" ") : "";
      return h("li", { class: now?.stored && now.address === here && "cu-new" }, h("b", {}, String.fromCharCode(bytes[i])), h("small", {}, who));
    }));
    const counts = new Map();
    for (const { pc } of steps.slice(0, state.at)) counts.set(pc, (counts.get(pc) ?? 0) + 1);
    listing.replaceChildren(h("table", { class: "cu-list" },
      h("caption", {}, `The program: ${program.says.length} instructions`),
      h("thead", {}, h("tr", {}, ["label", "instruction", "executed"].map((words, i) => h("th", { scope: "col", class: i === 2 && "cu-number" }, words)))),
      h("tbody", {}, program.says.map((says, i) => {
        const pc = program.textBase + 4 * i;
        return h("tr", { class: now?.pc === pc && "cu-at" }, h("td", {}, program.labels[pc] ?? ""),
          h("td", {}, h("code", {}, `${now?.pc === pc ? "▸ " : ""}${says}`)), h("td", { class: "cu-number" }, `${counts.get(pc) ?? 0}×`));
      }))));
  }

  // ---- the transformer --------------------------------------------------------------------------------------------
  const tokens = h("ol", { class: "cu-cells", "aria-label": "Tokens, with the attention of the last one read" });
  const logits = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The best next tokens" });
  function paintTransformer() {
    const k = written();
    const row = state.letters.length + k - 1; // the position whose logits chose the latest token
    const all = [...state.letters, "=", ...answer.tokens.slice(0, k).map((token) => alphabet[token])];
    const looks = k ? answer.seen[`blocks.${state.layer}.attention.weights`][row][state.head] : [];
    tokens.replaceChildren(...all.map((token, i) => h("li", { class: k > 0 && i === all.length - 1 && "cu-new" }, h("b", {}, token),
      h("i", { style: `--w: ${100 * (looks[i] ?? 0)}%` }), h("small", {}, looks[i] === undefined ? "" : looks[i].toFixed(2)))));
    const scores = k ? answer.seen.logits[row] : [];
    const chances = k ? softmax(scores) : [];
    const best = scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a]).slice(0, 5);
    logits.replaceChildren(h("table", { class: "cu-list" },
      h("caption", {}, k ? `How token ${k} was chosen, from ${alphabet.length}` : "No token has been chosen yet"),
      h("thead", {}, h("tr", {}, ["token", "logit", "probability", ""].map((words) => words ? h("th", { scope: "col" }, words) : h("td", {})))),
      h("tbody", {}, best.map((token, i) => h("tr", { class: i === 0 && "cu-at" }, h("th", { scope: "row" }, h("code", {}, alphabet[token])),
        h("td", {}, scores[token].toFixed(2).replace("-", "−")), h("td", {}, percent(chances[token])),
        h("td", {}, h("span", { class: "cu-bar" }, h("i", { style: `width:${100 * chances[token]}%` }))))))));
  }

  // ---- counters and words -----------------------------------------------------------------------------------------
  const counters = h("div", { class: "cu-scroll cu-count", role: "region", tabindex: 0, "aria-label": "Counters" });
  function counted() {
    const done = steps.slice(0, state.at);
    const sum = (list, read) => list.reduce((total, one) => total + read(one), 0);
    const accesses = sum(done, (one) => Number(one.loaded + one.stored > 0));
    const data = sum(done, (one) => one.loaded + one.stored);
    const work = network.steps.slice(0, written());
    const [flop, read] = [sum(work, (one) => one[0]), sum(work, (one) => one[1])];
    return { instructions: done.length, fetched: 4 * done.length, data, flop, read,
      left: done.length * energy.instruction + accesses * energy.access, right: flop * energy.flop + read * energy.byte };
  }
  function paintCounters() {
    const c = counted();
    const row = (name, a, b) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, a), h("td", {}, b));
    counters.replaceChildren(h("table", { class: "cu-list" }, h("caption", {}, "Counted so far"),
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, "processor"), h("th", { scope: "col" }, "transformer"))),
      h("tbody", {}, row("work", `${grouped(c.instructions)} instructions`, `${grouped(c.flop)} FLOP`),
        row("bytes moved", `${grouped(c.fetched)} of program + ${grouped(c.data)} of letters`, `${grouped(c.read)} of weights`),
        row("energy (estimate)", joules(c.left), `${joules(c.right)}, at the least`))));
  }
  function sentence() {
    const now = steps[state.at - 1];
    const k = written();
    const text = answer.tokens.slice(0, k).map((token) => alphabet[token]).join("");
    if (state.at === steps.length) {
      const [left, right] = [now.output, text];
      const truth = [...state.letters].sort().join("");
      const says = (result) => `“${result}”, ${result === truth ? "right" : "wrong"}`;
      return `Done after ${steps.length} instructions. Processor: ${says(left)}. Transformer: ${says(right)}.`;
    }
    if (!now) return `Both machines are about to sort “${state.letters}”.`;
    return `Instruction ${state.at} of ${steps.length}: ${program.says[(now.pc - program.textBase) / 4]}. `
      + (k ? `The transformer has written “${text}”.` : "The transformer has written nothing yet.");
  }
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });

  // ---- everything follows the state -------------------------------------------------------------------------------
  function paint(said) {
    scrub.max = steps.length;
    scrub.value = state.at;
    scrub.setAttribute("aria-valuetext", `instruction ${state.at} of ${steps.length}`);
    back.disabled = state.at === 0;
    step.disabled = round.disabled = state.at === steps.length;
    paintProcessor();
    paintTransformer();
    paintCounters();
    // While running, a reader of the status would be flooded: only the rounds are said.
    if (!timer || rounds.includes(state.at)) live.textContent = said ? `${said}. ${sentence()}` : sentence();
  }

  const root = h("div", { class: "cu-dual", role: "group", "aria-label": "Dual machine" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, label("Six letters", letters), back, step, round, run, reset,
      label("Attention of", head), label("Instruction", scrub, true)),
    live, counters,
    h("div", { class: "cu-body" },
      h("div", { class: "cu-cpu" }, h("div", { class: "cu-head" }, "Processor"), h("p", {}, "Each round puts one letter in its place."), memory, registers, listing),
      h("div", { class: "cu-net" }, h("div", { class: "cu-head" }, "Transformer"),
        h("p", {}, "Each round writes one token; bars: where the last token read looked."), tokens, logits)),
    h("p", { class: "cu-note" }, "One time line, but not one clock: a round on the left is a few instructions, on the right tens of thousands of FLOP. ",
      "Energy by the table of Horowitz (2014) for a 45 nm chip; the transformer’s arithmetic and weights only."));
  el.append(root);
  compute();
  state.at = Math.min(state.at, steps.length);
  paint();
}

export default { render };
