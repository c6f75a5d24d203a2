// The KV cache, token by token: what a step runs through the layers, what it reads, and what both ways have cost so far.

const PREFIXES = [[1e18, "E"], [1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]];
// Three digits and the prefix that fits, as course_utils.units.text writes them.
export function withUnit(value, unit) {
  const [size, prefix] = PREFIXES.find(([size]) => Math.abs(value) >= size) ?? PREFIXES.at(-1);
  const scaled = value / size;
  return `${scaled.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(scaled)))))} ${prefix}${unit}`;
}

const COLUMNS = 32, CELL = 20;

export function render({ model, el }) {
  const [models, prompts, most] = ["models", "prompts", "most"].map((key) => model.get(key));
  const state = { ...model.get("start") };

  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const picture = h("div", {});
  const table = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The counters" });
  const labelled = (words, control, extra) => {
    control.setAttribute("aria-label", words);
    return h("label", {}, h("span", {}, extra ? `${words}: ` : words, extra ?? ""), control);
  };
  const choose = (key, options) => h("select", { onchange: (event) => { state[key] = +event.target.value; paint(); } },
    options.map(([value, words]) => h("option", { value, selected: value === state[key] }, words)));
  const modelBox = choose("model", models.map((one, i) => [i, one.name]));
  const promptBox = choose("prompt", prompts.map((n) => [n, `${n} tokens`]));
  const wayBox = choose("cached", [[1, "with a KV cache"], [0, "without"]]);
  const shown = h("span", { class: "cu-value" });
  const slider = h("input", { type: "range", min: 0, max: most, step: 1,
    oninput: (event) => { state.step = +event.target.value; paint(); } });
  const move = (by) => { state.step = Math.min(most, Math.max(0, state.step + by)); paint(); };
  const back = h("button", { type: "button", onclick: () => move(-1) }, "← One token back");
  const next = h("button", { type: "button", onclick: () => move(1) }, "Write the next token →");

  function draw() {
    const length = state.prompt + state.step;
    const rows = Math.ceil((state.prompt + most) / COLUMNS);
    const marks = [];
    for (let i = 0; i < state.prompt + most; i += 1) {
      const [x, y] = [(i % COLUMNS) * CELL + 2, Math.floor(i / COLUMNS) * CELL + 2];
      const run = i < length && (!state.cached || state.step === 0 || i === length - 1);
      const kind = i >= length ? "cu-none" : run ? "cu-run" : "cu-kept";
      marks.push(s("rect", { class: kind, x, y, width: CELL - 5, height: CELL - 5, rx: 3 }));
    }
    const words = state.cached && state.step > 0
      ? `${length} tokens: 1 is run through the layers, ${length - 1} are read from the cache.`
      : `${length} tokens: all are run through the layers.`;
    picture.replaceChildren(s("svg", { role: "img", "aria-label": words, viewBox: `0 0 ${COLUMNS * CELL} ${rows * CELL}` }, ...marks));
  }

  function paint() {
    const one = models[state.model];
    const length = state.prompt + state.step;
    shown.textContent = String(state.step);
    slider.value = state.step;
    slider.setAttribute("aria-valuetext", `token ${state.step}`);
    back.disabled = state.step === 0;
    next.disabled = state.step === most;
    const now = [0, 1].map((cached) => stepCost(one, state.prompt, state.step, cached));
    const sum = [0, 1].map((cached) => totalCost(one, state.prompt, state.step, cached));
    const chosen = now[state.cached];
    live.textContent = `Step ${state.step} of ${one.name}, ${state.cached ? "with a KV cache" : "without a cache"}: `
      + `${state.cached && state.step > 0 ? "1 token is" : `${length} tokens are`} run through the layers, `
      + `${withUnit(chosen.flop, "FLOP")} and ${withUnit(chosen.bytes, "B")}, ${(chosen.flop / chosen.bytes).toPrecision(3)} FLOP/byte. `
      + `The whole text so far: the cache saves a factor of ${(sum[0].flop / sum[1].flop).toPrecision(3)} in FLOP `
      + `and holds ${withUnit(cacheBytes(one.L, length, one.C), "B")}.`;
    draw();
    const row = (name, without, cached) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, without), h("td", {}, cached));
    table.replaceChildren(h("table", {}, h("caption", {}, "Counters, 2 bytes a number"),
      h("thead", {}, h("tr", {}, ["", "without", "with a KV cache"].map((name) => h(name ? "th" : "td", name ? { scope: "col" } : {}, name)))),
      h("tbody", {},
        row("tokens run in this step", String(length), state.step > 0 ? "1" : String(length)),
        row("FLOP of this step", withUnit(now[0].flop, "FLOP"), withUnit(now[1].flop, "FLOP")),
        row("bytes of this step", withUnit(now[0].bytes, "B"), withUnit(now[1].bytes, "B")),
        row("FLOP since the start", withUnit(sum[0].flop, "FLOP"), withUnit(sum[1].flop, "FLOP")),
        row("bytes since the start", withUnit(sum[0].bytes, "B"), withUnit(sum[1].bytes, "B")),
        row("kept for the next step", "nothing", withUnit(cacheBytes(one.L, length, one.C), "B")))));
  }

  el.append(h("div", { class: "cu-kv" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, labelled("Model", modelBox), labelled("Prompt", promptBox), labelled("Way", wayBox),
      labelled("New token", slider, shown)),
    h("div", { class: "cu-row" }, back, next), live, picture, table,
    h("p", { class: "cu-note" }, "Filled: run through all layers in this step. Outlined: keys and values read from the cache. Faint: not yet written. Bytes are all weights once and the keys and values once.")));
  paint();
}
