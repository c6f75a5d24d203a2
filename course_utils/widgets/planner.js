// The planner: sliders for a model, its data and its machines; memory, time and money follow.

export function render({ model, el }) {
  const [chips, sizes, tokens, most, stages, start] = ["chips", "sizes", "tokens", "most", "stages", "start"].map((key) => model.get(key));
  const state = { ...start }, texts = {};
  const set = (key) => (event) => { state[key] = +event.target.value; paint(); };
  const slider = (key, name, last) => {
    texts[key] = h("span");
    const input = h("input", { type: "range", min: 0, max: last, step: 1, value: state[key], "aria-label": name, oninput: set(key) });
    texts[key].input = input;
    return h("label", {}, texts[key], input);
  };
  const choice = (key, name, options) => h("label", {}, h("span", {}, name), h("select", { onchange: set(key), "aria-label": name },
    options.map((text, value) => h("option", { value, selected: state[key] === value }, text))));
  const number = (key, name, low, high, step) => h("label", {}, h("span", {}, name), h("input", { type: "number", min: low, max: high, step,
    value: state[key], oninput: (event) => { const value = event.target.valueAsNumber; if (value >= low && value <= high) { state[key] = value; paint(); } } }));

  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const body = h("tbody");
  const rows = [["flop", "Training", "FLOP"], ["days", "Days of training", ""], ["state_bytes", "State on each device, without activations", "B"],
    ["device_bytes", "Memory of a device", "B"], ["cost", "Price of the training", ""], ["weight_bytes", "Weights to serve, 16 bits", "B"],
    ["least", "Devices that hold them", ""], ["tokens_per_s", "Tokens a second, one sequence, at most", ""],
    ["million", "Price of a million of them", ""]];

  function paint() {
    const [N, D, devices, chip] = [sizes[state.parameters], tokens[state.tokens], 2 ** state.devices, chips[state.chip]];
    const name = (key, words) => { texts[key].textContent = words; texts[key].input.setAttribute("aria-valuetext", words); };
    name("parameters", `Parameters: ${short(N)}`);
    name("tokens", `Tokens of training: ${short(D)}`);
    name("devices", `Devices: ${devices.toLocaleString("en")}`);
    const found = plan(chip, N, D, devices, state.sharded, state.utilisation, state.price);
    body.replaceChildren(...rows.map(([key, label, unit]) => h("tr", {}, h("th", { scope: "row" }, label), h("td", {},
      key === "days" || key === "million" ? String(+found[key].toPrecision(3)) : short(found[key], unit)))));
    const fits = found.state_bytes < found.device_bytes;
    live.textContent = `${fits ? "It fits" : "It does not fit"}: ${short(found.state_bytes, "B")} of state on devices of ${short(chip.memory, "B")}. `
      + `${+found.days.toPrecision(3)} days, price ${short(found.cost)}.`;
  }
  el.append(h("div", { class: "cu-planner", role: "group", "aria-label": "Planner for training and serving" }, h("style", {}, STYLE),
    h("div", { class: "cu-controls" },
      choice("chip", "Device", chips.map((one) => one.name)),
      slider("parameters", "Parameters", sizes.length - 1), slider("tokens", "Tokens of training", tokens.length - 1), slider("devices", "Devices", most),
      choice("sharded", "Sharding", Object.values(stages)),
      number("utilisation", "Utilisation, a share of the peak", 0.01, 1, 0.01), number("price", "Price of a device hour", 0, 1000, 0.1)),
    live, h("table", {}, body),
    h("p", { class: "cu-note" }, "Training: 6 FLOP for each parameter and token; 16 bytes a parameter, divided as chosen. Serving: every token reads all weights once.")));
  paint();
}

export default { render };
