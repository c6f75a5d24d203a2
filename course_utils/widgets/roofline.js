// The roofline: one machine's roof on two logarithmic axes, and one kernel under it that batch, tokens and width move.

const PREFIXES = [[1e18, "E"], [1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""], [1e-3, "m"], [1e-6, "µ"], [1e-9, "n"]];
// Three digits and the prefix that fits, as course_utils.units.text writes them.
export function withUnit(value, unit) {
  const [size, prefix] = PREFIXES.find(([size]) => Math.abs(value) >= size) ?? PREFIXES.at(-1);
  const scaled = value / size;
  return `${scaled.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(scaled)))))} ${prefix}${unit}`;
}
const short = (x) => (x >= 1000 ? Math.round(x).toLocaleString("en") : String(+x.toPrecision(3)));
const grouped = (n) => n.toLocaleString("en");

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [700, 380, 96, 14, 20, 52];
const X = [-3, 17]; // powers of two on the intensity axis

export function render({ model, el }) {
  const [machines, kernels, bytes, longest] = ["machines", "kernels", "bytes", "longest"].map((key) => model.get(key));
  const state = { ...model.get("start") };
  const machine = () => machines[state.machine];
  const peak = () => machine().peaks[state.dtype];
  const operations = () => (state.dtype.startsWith("int") ? "OP" : "FLOP");

  // ---- controls ---------------------------------------------------------------------------------------------------
  const labelled = (words, control, extra) => {
    control.setAttribute("aria-label", words.replace(": ", ""));
    return h("label", {}, h("span", {}, words, extra ?? ""), control);
  };
  const groups = [...new Set(machines.map((one) => one.group))];
  const machineBox = h("select", { onchange: (event) => {
    state.machine = +event.target.value;
    if (!(state.dtype in machine().peaks)) state.dtype = ["bf16", "fp16"].find((d) => d in machine().peaks) ?? Object.keys(machine().peaks)[0];
    fillTypes();
    paint();
  } }, groups.map((group) => h("optgroup", { label: group },
    machines.map((one, i) => one.group === group && h("option", { value: i, selected: i === state.machine }, one.name)))));
  const typeBox = h("select", { onchange: (event) => { state.dtype = event.target.value; paint(); } });
  function fillTypes() {
    typeBox.replaceChildren(...Object.keys(machine().peaks).map((d) => h("option", { value: d, selected: d === state.dtype }, `${d}, ${bytes[d]} B a number`)));
  }
  const kernelBox = h("select", { onchange: (event) => { state.kernel = event.target.value; paint(); } },
    Object.entries(kernels).map(([key, words]) => h("option", { value: key, selected: key === state.kernel }, words)));
  const sizes = {};
  function slider(letter, words, values) {
    const out = h("span", { class: "cu-value" });
    const input = h("input", { type: "range", min: 0, max: values.length - 1, step: 1,
      oninput: (event) => { state[letter] = values[+event.target.value]; paint(); } });
    input.value = values.indexOf(state[letter]);
    sizes[letter] = () => {
      out.textContent = grouped(state[letter]);
      input.setAttribute("aria-valuetext", grouped(state[letter]));
    };
    return labelled(`${words}: `, input, out);
  }
  const powers = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => 2 ** (from + i));
  const widths = [...powers(6, longest.C), 768].sort((a, b) => a - b);

  // ---- the picture ------------------------------------------------------------------------------------------------
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const picture = h("div", {});
  const table = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The numbers" });
  function draw(work) {
    const [low, high] = [Math.log10(machine().memory) + X[0] * Math.log10(2) - 0.3, Math.log10(peak()) + 0.6];
    const x = (intensity) => LEFT + ((Math.log2(intensity) - X[0]) / (X[1] - X[0])) * (WIDTH - LEFT - RIGHT);
    const y = (rate) => HEIGHT - BOTTOM - ((Math.log10(rate) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
    const inside = (value) => Math.min(Math.max(value, 2 ** X[0]), 2 ** X[1]);
    const parts = [];
    for (let n = X[0] + 3; n <= X[1]; n += 4) {
      parts.push(s("line", { class: "cu-grid", x1: x(2 ** n), x2: x(2 ** n), y1: TOP, y2: HEIGHT - BOTTOM }),
        s("text", { x: x(2 ** n), y: HEIGHT - BOTTOM + 20, "text-anchor": "middle" }, short(2 ** n)));
    }
    for (let n = Math.ceil(low); n <= high; n += 1) {
      parts.push(s("line", { class: "cu-grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(10 ** n), y2: y(10 ** n) }),
        s("text", { x: LEFT - 6, y: y(10 ** n) + 5, "text-anchor": "end" }, withUnit(10 ** n, "").replace(".00", "").replace(/(\d)\.0\b/, "$1")));
    }
    const ridge = peak() / machine().memory;
    const at = inside(work.intensity);
    const reached = Math.max(roof(machine(), peak(), work.intensity), 10 ** low);
    const corner = inside(ridge);
    parts.push(
      s("line", { class: "cu-ridge", x1: x(corner), x2: x(corner), y1: y(peak()), y2: HEIGHT - BOTTOM }),
      s("polyline", { class: "cu-slope", points: [[2 ** X[0], roof(machine(), peak(), 2 ** X[0])], [corner, roof(machine(), peak(), corner)], [2 ** X[1], roof(machine(), peak(), 2 ** X[1])]]
        .map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(" ") }),
      s("line", { class: "cu-drop", x1: x(at), x2: x(at), y1: y(reached), y2: HEIGHT - BOTTOM }),
      s("circle", { class: "cu-point", cx: x(at), cy: y(reached), r: 8 }),
      s("text", { x: (LEFT + WIDTH) / 2, y: HEIGHT - 8, "text-anchor": "middle" }, `intensity (${operations()}/byte)`),
      s("text", { x: 4, y: 14 }, `rate (${operations()}/s)`));
    const words = `Roof of ${machine().name} in ${state.dtype}: it rises until ${short(ridge)} ${operations()}/byte, then is level at ${withUnit(peak(), `${operations()}/s`)}. The kernel stands at ${short(work.intensity)}.`;
    picture.replaceChildren(s("svg", { role: "img", "aria-label": words, viewBox: `0 0 ${WIDTH} ${HEIGHT}` }, ...parts));
  }

  // ---- words ------------------------------------------------------------------------------------------------------
  function paint() {
    Object.values(sizes).forEach((show) => show());
    const work = kernelCost(state.kernel, state.B, state.T, state.C, bytes[state.dtype]);
    const wait = waits(work, peak(), machine().memory);
    const ridge = peak() / machine().memory;
    draw(work);
    live.textContent = `${short(work.intensity)} ${operations()}/byte against a balance of ${short(ridge)}: the kernel waits for ${wait.bound}. `
      + `It takes at least ${withUnit(wait.time, "s")} and uses ${short((100 * wait.arithmetic) / wait.time)} % of the arithmetic.`;
    const decode = state.kernel === "model decode" && criticalBatch(LAYERS, state.C, VOCABULARY, state.T, ridge, bytes[state.dtype]);
    const rows = [
      ["work", withUnit(work.flop, operations()), `${withUnit(wait.arithmetic, "s")} at ${withUnit(peak(), `${operations()}/s`)}`],
      ["bytes", withUnit(work.bytes, "B"), `${withUnit(wait.memory, "s")} at ${withUnit(machine().memory, "B/s")}`],
      ...(decode ? [["batch that ends the wait for memory", decode === Infinity ? "none is large enough" : grouped(Math.ceil(decode)), "at this cache and width"]] : []),
    ];
    table.replaceChildren(h("table", {}, h("caption", {}, "Two waits; the longer one counts"),
      h("tbody", {}, rows.map(([name, ...cells]) => h("tr", {}, h("th", { scope: "row" }, name), cells.map((words) => h("td", {}, words)))))));
    source.textContent = `${machine().name}: ${machine().where}.`;
  }
  const source = h("p", { class: "cu-note" });

  el.append(h("div", { class: "cu-roof", role: "group", "aria-label": "Roofline" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, labelled("Machine", machineBox), labelled("Number type", typeBox), labelled("Kernel", kernelBox),
      slider("B", "Batch B", powers(0, longest.B)), slider("T", "Tokens T", powers(0, longest.T)), slider("C", "Width C", widths)),
    live, picture, table, source,
    h("p", { class: "cu-note" }, "Tokens: the prompt’s length, in decode the tokens in the cache. The whole model has 12 layers and a vocabulary of 50,257; heads are 64 wide. ",
      "A peak on a data sheet is rarely reached: a measured machine shows what its library really does.")));
  fillTypes();
  paint();
}

export default { render };
