// The dual machine: one task, one time line, a processor on the left and a transformer on the right.

const grouped = (n) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
const joules = (pJ) => (pJ < 1000 ? `${pJ.toFixed(0)} pJ` : pJ < 1e6 ? `${(pJ / 1e3).toFixed(2)} nJ` : `${(pJ / 1e6).toFixed(2)} µJ`);
const percent = (p) => (p > 0.9995 && p < 1 ? "> 99.9 %" : p < 0.0005 ? "< 0.1 %" : `${(100 * p).toFixed(1)} %`);
const PERIOD_MS = 220; // between two steps of "Run"

export function render({ model, el }) {
  const energy = model.get("energy");
  const texts = { ...model.get("texts") };
  const state = { task: model.get("start").task, at: model.get("start").at, layer: 0, head: 0 };
  let [job, program, network, weights, alphabet] = [];
  let [steps, answer, rounds, timer] = [[], null, [], null];
  const text = () => texts[state.task];

  // Both machines run to the end at once; the time line then only shows.
  function compute() {
    job = TASKS[state.task];
    ({ program, network, symbols: alphabet } = model.get("tasks")[state.task]);
    weights = unpackWeights(network.weights);
    steps = runProgram(program, job.data(text()));
    const prompt = [...text(), "="].map((symbol) => alphabet.indexOf(symbol));
    answer = generate(weights, network.sizes, prompt, job.tokens);
    answer.text = answer.tokens.map((token) => alphabet[token]).join("");
    rounds = roundsOf(steps, program.round, job.tokens);
  }
  const written = () => rounds.filter((end) => end <= state.at).length;

  // ---- controls ---------------------------------------------------------------------------------------------------
  const typed = h("input", { type: "text", maxlength: 12, autocomplete: "off", spellcheck: "false",
    oninput: (event) => {
      const given = event.target.value.toLowerCase().replace(/\s/g, "");
      const good = job.ask.test(given);
      event.target.setAttribute("aria-invalid", String(!good));
      if (!good) return paint(`Type ${job.want}; “${text()}” still counts`);
      stop();
      texts[state.task] = given;
      state.at = 0;
      compute();
      paint(`New ${job.unit}, back to the start`);
    } });
  const task = h("select", { onchange: (event) => {
    stop();
    Object.assign(state, { task: event.target.value, at: 0, layer: 0, head: 0 });
    compute();
    change();
    paint(job.says);
  } }, Object.keys(TASKS).map((name) => h("option", { value: name }, TASKS[name].says)));
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
  const head = h("select", { onchange: (event) => {
    [state.layer, state.head] = event.target.value.split(",").map(Number);
    paint(`Attention of layer ${state.layer}, head ${state.head}`);
  } });
  const label = (words, control, wide) => {
    control.setAttribute("aria-label", words);
    return h("label", { class: wide && "cu-wide" }, h("span", {}, words), control);
  };
  const box = label("Input", typed);
  const [left, right] = [h("p"), h("p")];

  // What differs between the tasks, and not between two steps.
  function change() {
    typed.value = text();
    typed.setAttribute("aria-invalid", "false");
    typed.setAttribute("aria-label", job.label);
    box.firstChild.textContent = job.label;
    memory.setAttribute("aria-label", `${job.unit} in memory`);
    memory.classList.toggle("cu-many", program.cells > 8);
    task.value = state.task;
    [left.textContent, right.textContent] = [job.left, job.right];
    const { layers, H } = network.sizes;
    head.replaceChildren(...Array.from({ length: layers * H }, (_, i) => [Math.floor(i / H), i % H]).map(([l, n]) =>
      h("option", { value: `${l},${n}` }, `Layer ${l}, head ${n}`)));
  }

  // ---- the processor ----------------------------------------------------------------------------------------------
  const registers = h("dl", { class: "cu-registers" });
  const memory = h("ol", { class: "cu-cells" });
  const listing = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The program" });
  const address = (value) => `0x${value.toString(16)}`;
  function shown(value) {
    const at = value - program.dataBase;
    return at >= -1 && at <= program.cells ? `→ ${at < program.cells ? at + 1 : "end"}` : value > 32 && value < 127 ? `${value} “${String.fromCharCode(value)}”`
      : value > 9999 ? address(value) : String(value);
  }
  function paintProcessor() {
    const now = steps[state.at - 1];
    const before = steps[state.at - 2]?.registers;
    const held = now?.registers ?? new Array(32).fill(0);
    registers.replaceChildren(...program.shown.map((name, i) => {
      const number = program.numbers[i];
      const fresh = now && held[number] !== (before ? before[number] : 0);
      return h("div", { class: fresh && "cu-new" }, h("dt", {}, name), h("dd", {}, shown(held[number])));
    }));
    const held8 = now?.memory ?? job.data(text());
    memory.replaceChildren(...held8.slice(0, program.cells).map((byte, i) => {
      const here = program.dataBase + i;
      const who = now ? job.pointers.filter((name) => held[program.numbers[program.shown.indexOf(name)]] === here).join(" ") : "";
      const cell = { class: [now?.stored && now.address === here && "cu-new", program.gaps.includes(i) && "cu-gap"].filter(Boolean).join(" ") };
      return h("li", cell, h("b", {}, byte ? String.fromCharCode(byte) : "·"), h("small", {}, who));
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
    const row = text().length + k - 1; // the position whose logits chose the latest token
    const all = [...text(), "=", ...answer.text.slice(0, k)];
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
        row("bytes moved", `${grouped(c.fetched)} of program + ${grouped(c.data)} of ${job.unit}`, `${grouped(c.read)} of weights`),
        row("energy (estimate)", joules(c.left), `${joules(c.right)}, at the least`))));
  }
  function sentence() {
    const now = steps[state.at - 1];
    const k = written();
    const said = job.read(answer.text.slice(0, k));
    if (state.at === steps.length) {
      const says = (result) => `“${result}”, ${result === job.truth(text()) ? "right" : "wrong"}`;
      return `Done after ${steps.length} instructions. Processor: ${says(now.output)}. Transformer: ${says(said)}.`;
    }
    if (!now) return `Both machines are about to ${job.doing(text())}.`;
    return `Instruction ${state.at} of ${steps.length}: ${program.says[(now.pc - program.textBase) / 4]}. `
      + (k ? `The transformer has written “${answer.text.slice(0, k)}”.` : "The transformer has written nothing yet.");
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
    h("div", { class: "cu-controls" }, label("Task", task), box, back, step, round, run, reset,
      label("Attention of", head), label("Instruction", scrub, true)),
    live, counters,
    h("div", { class: "cu-body" },
      h("div", { class: "cu-cpu" }, h("div", { class: "cu-head" }, "Processor"), left, memory, registers, listing),
      h("div", { class: "cu-net" }, h("div", { class: "cu-head" }, "Transformer"),
        right, tokens, logits)),
    h("p", { class: "cu-note" }, "One time line, but not one clock: a round on the left is a few instructions, on the right tens of thousands of FLOP. ",
      "Energy by the table of Horowitz (2014) for a 45 nm chip; the transformer’s arithmetic and weights only."));
  el.append(root);
  compute();
  change();
  state.at = Math.min(state.at, steps.length);
  paint();
}

export default { render };
