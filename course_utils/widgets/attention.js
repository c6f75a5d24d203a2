// The attention explorer: choose an example, change numbers, mask and temperature, follow one query row to its output.

const FEW = 5; // up to so many tokens every weight is also printed in its cell
const MOST = 16; // longest typed sentence, in tokens
const LIMIT = 1000; // largest size of an edited number

const fixed = (x, digits) => {
  if (x === -Infinity) return "−∞";
  const text = (Math.abs(x) < 0.5 * 10 ** -digits ? 0 : x).toFixed(digits);
  return text.replace("-", "−");
};
const plain = (x) => String(+x.toFixed(4)).replace("-", "−");
const sub = (n) => String(n).replace(/\d/g, (c) => "₀₁₂₃₄₅₆₇₈₉"[c]);
const signed = (x) => (x < 0 ? `(${plain(x)})` : plain(x));
const list = (row, write) => `[${row.map(write).join(", ")}]`;

// A row of numbers as bars: up for positive, down and hollow for negative.
function strip(row, top, height, name) {
  const NS = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(NS, "svg");
  const set = (node, values) => Object.entries(values).forEach(([k, v]) => node.setAttribute(k, v));
  const step = height > 30 ? 16 : 9;
  set(svg, { class: "cu-strip", role: "img", "aria-label": `${name}: ${row.map((x) => fixed(x, 2)).join(", ")}`,
    width: step * row.length, height, viewBox: `0 0 ${step * row.length} ${height}` });
  const line = document.createElementNS(NS, "path");
  set(line, { d: `M0 ${height / 2}H${step * row.length}`, stroke: "currentColor", "stroke-width": 0.7 });
  row.forEach((x, c) => {
    const size = Math.min(1, Math.abs(x) / (top || 1)) * (height / 2 - 1);
    const bar = document.createElementNS(NS, "rect");
    set(bar, { x: c * step + 1.5, width: step - 3, height: size, y: x < 0 ? height / 2 : height / 2 - size,
      stroke: "var(--green)", fill: x < 0 ? "none" : "var(--green)" });
    svg.append(bar);
  });
  svg.append(line);
  return svg;
}

// What the reader may change, and the matrices that each example starts from.
function startState(model) {
  const copy = (x) => JSON.parse(JSON.stringify(x));
  return { row: 0, col: 0, head: 0, temperature: 1, mask: "none", padding: 1, scale: true,
    ...copy(model.get("start")), hand: copy(model.get("hand")), own: copy(model.get("own")) };
}

// The current example as tokens, values and all steps of attention.
function compute(state, recorded) {
  const { mask, padding, scale, temperature } = state;
  const options = { mask, padding, scale, temperature };
  if (state.example === "typed") {
    const all = tokenise(state.text);
    const tokens = all.slice(0, MOST);
    const { q, k, v } = toySentence(tokens.length ? tokens : ["?"]);
    return { tokens: tokens.length ? tokens : ["?"], cut: all.length - tokens.length, v, d: TOY_WIDTH,
      ...attention(q, k, v, options) };
  }
  const numbers = state[state.example];
  if (numbers) {
    const { Q, K, V } = numbers;
    return { tokens: Q.map((_, i) => sub(i + 1)), v: V, q: Q, k: K, d: Q[0].length, ...attention(Q, K, V, options) };
  }
  const sentence = recorded.sentences.find((s) => s.key === state.example);
  const head = sentence.heads[state.head];
  const scores = unpack(head.scores, sentence.tokens.length, 2);
  const v = unpack(head.values, recorded.channels, 1);
  return { tokens: sentence.tokens, v, d: recorded.d_k, ...attend(scores, v, { d: recorded.d_k, ...options }) };
}

export function render({ model, el }) {
  const recorded = model.get("recorded");
  let state = startState(model);
  let now; // the last result of compute
  let shape = ""; // what the grid was built for
  let cells = [];

  const root = h("div", { class: "cu-attention", role: "group", "aria-label": "Attention explorer" });
  const isNumbers = () => state.example === "hand" || state.example === "own";
  const digits = () => (isNumbers() ? 4 : 3);
  const name = (i, letter) => {
    if (isNumbers()) return letter + now.tokens[i];
    const twice = now.tokens.indexOf(now.tokens[i]) !== now.tokens.lastIndexOf(now.tokens[i]);
    return `“${now.tokens[i]}”${twice ? ` (token ${i + 1})` : ""}`;
  };

  // ---- controls -------------------------------------------------------------------------------------------------
  const option = (value, text) => h("option", { value }, text);
  const change = (key, read, say) => (event) => {
    state[key] = read(event.target);
    update(say());
  };
  const example = h("select", { onchange: (event) => {
    state.example = event.target.value;
    state.row = recorded.sentences.find((s) => s.key === state.example)?.row ?? 0;
    lookAtBest();
    update("New example");
  } },
    h("optgroup", { label: "Numbers you can edit" },
      option("hand", "The 2×2 example"), option("own", "Your own numbers")),
    recorded.sentences.length > 0 && h("optgroup", { label: `Recorded from ${recorded.model}` },
      recorded.sentences.map((s) => option(s.key, s.text))),
    h("optgroup", { label: "Type a sentence" }, option("typed", "Your own words (toy vectors)")));
  const head = h("select", { onchange: change("head", (x) => +x.value, () => "New head") },
    recorded.heads.map((x, i) => option(i, `Layer ${x.layer}, head ${x.head}${x.looks ? `: ${x.looks}` : ""}`)));
  const text = h("input", { type: "text", maxlength: 300, autocomplete: "off", spellcheck: "false",
    oninput: change("text", (x) => x.value, () => "New words") });
  const size = (key, from, to, resize) => h("select", {
    onchange: (event) => { resize(+event.target.value); update("New size"); } },
  Array.from({ length: to - from + 1 }, (_, i) => option(from + i, from + i)));
  const fill = (i, j) => ((3 * i + 5 * j + 1) % 4) - 1;
  const grow = (rows, T, D) => Array.from({ length: T }, (_, i) =>
    Array.from({ length: D }, (_, j) => rows[i]?.[j] ?? fill(i, j)));
  const reshape = (T, D) => { for (const m of "QKV") state.own[m] = grow(state.own[m], T, D); };
  const tokensSize = size("T", 2, 5, (n) => reshape(n, state.own.Q[0].length));
  const widthSize = size("D", 1, 4, (n) => reshape(state.own.Q.length, n));
  const heat = h("input", { type: "range", min: -1, max: 1, step: 0.02,
    oninput: change("temperature", (x) => 10 ** +x.value, () => `Temperature ${state.temperature.toFixed(2)}`) });
  const heatOut = h("span", { "aria-hidden": "true" });
  const masks = { none: "None", causal: "Causal (no look ahead)", padding: "Padding (hide the end)" };
  const mask = h("select", { onchange: change("mask", (x) => x.value, () => `Mask: ${masks[state.mask]}`) },
    Object.entries(masks).map(([value, label]) => option(value, label)));
  const padding = h("input", { type: "number", min: 0, max: MOST, step: 1, oninput: (event) => {
    const n = Number(event.target.value);
    const good = event.target.value !== "" && Number.isInteger(n) && n >= 0 && n <= now.tokens.length;
    if (good) state.padding = n;
    event.target.setAttribute("aria-invalid", String(!good));
    update(good ? `The last ${n} keys are hidden` : `Hide a whole number of keys, 0 to ${now.tokens.length}`);
  } });
  const scale = h("input", { type: "checkbox", onchange: change("scale", (x) => x.checked,
    () => (state.scale ? "Scores are divided by √dₖ" : "Scores are not divided by √dₖ")) });
  const reset = h("button", { type: "button", onclick: () => {
    state = { ...startState(model), example: state.example, text: state.text };
    shape = "";
    lookAtBest();
    update("Back to the start");
  } }, "Reset");
  const label = (words, control, ...more) => {
    control.setAttribute("aria-label", words); // the words alone: a label's text would include a select's options
    return h("label", {}, h("span", {}, words, ...more), control);
  };
  const headLabel = label("Head", head);
  const textLabel = label("Your words", text);
  const sizeLabels = [label("Tokens", tokensSize), label("Width dₖ", widthSize)];
  const paddingLabel = label("Hidden keys", padding);
  const exampleLabel = label("Example", example);
  for (const wide of [headLabel, textLabel, exampleLabel]) wide.className = "cu-wide";
  const note = h("p", { class: "cu-note" });

  // ---- the three matrices ---------------------------------------------------------------------------------------
  const matrices = h("div", { class: "cu-matrices" });
  function edit(letter, i, j) {
    return (event) => {
      const value = Number(event.target.value);
      const good = event.target.value.trim() !== "" && Math.abs(value) <= LIMIT;
      if (good) state[state.example][letter][i][j] = value;
      event.target.setAttribute("aria-invalid", String(!good));
      const place = `${letter}, row ${i + 1}, column ${j + 1}`;
      update(good ? `${place} is now ${plain(value)}`
        : `${place} needs a number from −${LIMIT} to ${LIMIT}; ${plain(state[state.example][letter][i][j])} still counts`);
    };
  }
  function buildMatrices() {
    if (!isNumbers()) return matrices.replaceChildren();
    const words = { Q: "Queries Q", K: "Keys K", V: "Values V" };
    matrices.replaceChildren(...[..."QKV"].map((letter) => h("fieldset", { class: "cu-matrix" },
      h("legend", { class: `cu-${letter.toLowerCase()}` }, words[letter]),
      state[state.example][letter].map((row, i) => h("div", {},
        h("span", { "aria-hidden": "true" }, letter.toLowerCase() + sub(i + 1)),
        row.map((x, j) => h("input", { type: "number", step: "any", min: -LIMIT, max: LIMIT, value: x,
          "aria-label": `${letter}, row ${i + 1}, column ${j + 1}`, oninput: edit(letter, i, j) })))))));
  }

  // ---- the grid of weights --------------------------------------------------------------------------------------
  const grid = h("div", { role: "grid", "aria-label": "Attention weights. Rows are queries, columns are keys." });
  const select = (i, j, focus) => {
    const T = now.tokens.length;
    const moved = i !== state.row;
    state.row = Math.max(0, Math.min(T - 1, i));
    state.col = Math.max(0, Math.min(T - 1, j));
    update(moved ? "" : undefined);
    if (focus) cells[state.row][state.col].focus();
  };
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    Home: [0, -99], End: [0, 99], PageUp: [-99, 0], PageDown: [99, 0] };
  grid.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const far = event.ctrlKey && /Home|End/.test(event.key) ? move[1] : move[0];
    select(state.row + far, state.col + move[1], true);
  });
  function buildGrid() {
    const few = now.tokens.length <= FEW;
    grid.classList.toggle("cu-few", few);
    const keys = now.tokens.map((token) => h("div", { role: "columnheader", class: "cu-key" },
      h("span", { class: isNumbers() && "cu-k" }, isNumbers() ? `k${token}` : token)));
    cells = now.tokens.map((_, i) => now.tokens.map((_, j) => h("div", { role: "gridcell", tabindex: -1,
      onclick: () => select(i, j, true), onfocus: () => (i !== state.row || j !== state.col) && select(i, j) },
    h("span", { class: "cu-box" }, h("i")), few && h("span"))));
    grid.replaceChildren(
      h("div", { role: "row" }, h("div", { role: "columnheader", class: "cu-corner" }, "key →", h("br"), "query ↓"), keys),
      ...now.tokens.map((token, i) => h("div", { role: "row" },
        h("div", { role: "rowheader", class: isNumbers() && "cu-q", onclick: () => select(i, state.col, true) },
          isNumbers() ? `q${token}` : token), cells[i])));
  }
  function paintGrid() {
    cells.forEach((row, i) => {
      row[0].parentNode.classList.toggle("cu-now", i === state.row);
      row.forEach((cell, j) => {
        const w = now.weights[i][j];
        const hidden = now.masked[i][j] === -Infinity;
        const side = `${Math.sqrt(w) * 100}%`; // the area is the weight
        Object.assign(cell.querySelector("i").style, { width: side, height: side });
        cell.classList.toggle("cu-hidden", hidden);
        cell.tabIndex = i === state.row && j === state.col ? 0 : -1;
        cell.setAttribute("aria-selected", String(i === state.row));
        cell.setAttribute("aria-label",
          `${name(i, "q")} to ${name(j, "k")}: ${hidden ? "masked" : `weight ${fixed(w, digits())}`}`);
        if (cells.length <= FEW) cell.lastChild.textContent = hidden ? "masked" : fixed(w, 4);
      });
    });
  }

  // ---- one row, step by step ------------------------------------------------------------------------------------
  const steps = h("div", { class: "cu-scroll", role: "region", tabindex: 0, "aria-label": "The selected row, step by step" });
  const written = h("ol", { class: "cu-written" });
  const divisorText = () => {
    const rootText = state.scale ? `√${now.d}` : "";
    const heatText = state.temperature === 1 ? "" : state.temperature.toFixed(2);
    return rootText && heatText ? `(${rootText} × ${heatText})` : rootText || heatText || "1";
  };
  const vector = (row, top, title, large) => (row.length <= 4
    ? list(row, (x) => (large ? fixed(x, 4) : plain(x))) : strip(row, top, large ? 40 : 20, title));
  function paintSteps() {
    const i = state.row;
    const numbers = isNumbers();
    const isMasked = state.mask !== "none";
    const top = Math.max(...now.v.flat().map(Math.abs));
    const width = now.v[0].length;
    const part = width < now.d ? `first ${width} of ${now.d} numbers` : width > 4 ? `${width} numbers` : "row of V";
    const column = (words, small, kind) => h("th", { scope: "col", class: kind }, words, h("small", {}, small));
    const rows = now.tokens.map((token, j) => {
      const w = now.weights[i][j];
      const hidden = now.masked[i][j] === -Infinity;
      return h("tr", { class: `${j === state.col ? "cu-at" : ""} ${hidden ? "cu-off" : ""}` },
        h("th", { scope: "row", class: numbers && "cu-k" }, numbers ? `k${token}` : token),
        h("td", {}, fixed(now.scores[i][j], numbers ? 4 : 2)), h("td", {}, fixed(now.scaled[i][j], digits())),
        isMasked && h("td", { class: "cu-mask" }, hidden ? "−∞" : "kept"),
        h("td", { class: "cu-weight" }, fixed(w, digits()), h("span", { class: "cu-bar" }, h("i", { style: `width:${w * 100}%` }))),
        h("td", { class: numbers && "cu-v" }, vector(now.v[j], top, `value of ${token}`)),
        numbers && h("td", {}, list(now.v[j], (x) => fixed(w * x, 4))));
    });
    const out = now.output[i];
    const span = 5 + isMasked + numbers - 1;
    steps.replaceChildren(h("table", { class: "cu-steps" },
      h("caption", {}, `Row ${name(i, "q")}: from scores to output`),
      h("thead", {}, h("tr", {}, column("key", "attended to"), column("q·k", "score"),
        column(`÷ ${divisorText()}`, "scaled"), isMasked && column("mask", state.mask, "cu-mask"), column("softmax", "weight", "cu-weight"),
        column("v", part), numbers && column("weight × v", "summed below"))),
      h("tbody", {}, rows),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "output"), h("td", { colspan: span },
        vector(out, top, "output", true), width > 4 && h("div", {}, list(out, (x) => fixed(x, 2))))))));
  }
  function paintWritten() {
    written.hidden = !isNumbers();
    if (!isNumbers()) return written.replaceChildren();
    const i = state.row;
    const at = now.tokens.map((_, j) => j);
    const seen = at.filter((j) => now.masked[i][j] !== -Infinity);
    const f = (x) => fixed(x, 4);
    const q = `q${sub(i + 1)}`;
    const top = Math.max(...now.masked[i]);
    const powers = seen.map((j) => Math.exp(now.masked[i][j] - top));
    const sum = powers.reduce((a, b) => a + b, 0);
    const lines = (title, ...rows) => [title, rows.flat().map((row) => h("div", {}, ...[row].flat()))];
    const all = [
      lines("Scores: multiply and add", at.map((j) => `${q}·k${sub(j + 1)} = ${now.q[i].map((x, c) =>
        `${signed(x)}×${signed(now.k[j][c])}`).join(" + ")} = ${f(now.scores[i][j])}`)),
      lines(`Scale: divide by ${divisorText()}${/√|\(/.test(divisorText()) ? ` = ${f(now.divisor)}` : ""}`,
        at.map((j) => `${f(now.scores[i][j])} ÷ ${f(now.divisor)} = ${f(now.scaled[i][j])}`)),
      state.mask !== "none" && lines("Mask: a hidden key gets −∞", list(now.masked[i], f)),
      seen.length > 0 && lines(`Softmax: subtract the largest (${f(top)}), take e to that power, divide by the sum ${f(sum)}`,
        seen.map((j, n) => ["e", h("sup", {}, f(now.masked[i][j] - top)),
          ` = ${f(powers[n])};  ${f(powers[n])} ÷ ${f(sum)} = ${f(powers[n] / sum)}`])),
      lines("Output: mix the rows of V with these weights", seen.length > 0
        ? `${seen.map((j) => `${f(now.weights[i][j])}×${list(now.v[j], plain)}`).join(" + ")} = ${list(now.output[i], f)}`
        : "no key is visible, so the output is 0"),
      seen.length > 0 && lines("Entropy: −Σ w ln w", `${f(entropy(now.weights[i]))} nats, of at most ln ${seen.length} = ${f(Math.log(seen.length))}`),
    ].filter(Boolean);
    written.replaceChildren(...all.map(([title, rows], n) =>
      h("li", {}, h("b", { "aria-hidden": "true" }, String(n + 1)), h("strong", {}, title), rows)));
  }

  // ---- words ----------------------------------------------------------------------------------------------------
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  function summary() {
    const i = state.row;
    const w = now.weights[i];
    const seen = now.masked[i].filter((s) => s !== -Infinity).length;
    if (seen === 0) return `Row ${name(i, "q")} may look at no key: its weights and output are 0.`;
    const best = w.indexOf(Math.max(...w));
    const cell = state.col === best ? "" : ` ${name(state.col, "k")} gets ${fixed(w[state.col], digits())}.`;
    return `Row ${name(i, "q")}: most weight on ${name(best, "k")}, ${fixed(w[best], digits())}.${cell} `
      + `Entropy ${fixed(entropy(w), digits())} nats, of at most ln ${seen} = ${fixed(Math.log(seen), digits())}.`;
  }
  function describe() {
    if (state.example === "typed") {
      const cut = now.cut > 0 ? ` Only the first ${MOST} tokens are used.` : "";
      return `Toy vectors, not a trained model: each word’s ${TOY_WIDTH} numbers come from a hash of its letters, plus a position. `
        + `Equal words are alike and near words a little; meaning plays no part.${cut}`;
    }
    if (isNumbers()) {
      return "Change any number and every step follows. The area of a square is the weight.";
    }
    const says = recorded.heads[state.head].says ?? "";
    const first = recorded.d_k > recorded.channels ? ` Of each value, ${recorded.channels} of ${recorded.d_k} numbers are kept.` : "";
    return `A real head of ${recorded.model} (layers and heads count from 0). ${says}${first} `
      + "A pattern in the weights is a description, not yet a reason for the model’s answer.";
  }

  function lookAtBest() {
    now = compute(state, recorded);
    state.row = Math.min(state.row, now.tokens.length - 1);
    state.col = now.weights[state.row].indexOf(Math.max(...now.weights[state.row]));
  }

  // ---- everything follows the state -----------------------------------------------------------------------------
  function update(said) {
    now = compute(state, recorded);
    const T = now.tokens.length;
    state.row = Math.min(state.row, T - 1);
    state.col = Math.min(state.col, T - 1);
    const built = [state.example, now.tokens.join("\u0000"), isNumbers() && now.d].join("|");
    if (built !== shape) {
      shape = built;
      buildMatrices();
      buildGrid();
    }
    example.value = state.example;
    head.value = state.head;
    if (text.value !== state.text) text.value = state.text;
    heat.value = Math.log10(state.temperature);
    heat.setAttribute("aria-valuetext", state.temperature.toFixed(2));
    heatOut.textContent = ` ${state.temperature.toFixed(2)}`;
    mask.value = state.mask;
    if (document.activeElement !== padding) { padding.value = state.padding; padding.removeAttribute("aria-invalid"); }
    scale.checked = state.scale;
    tokensSize.value = state.own.Q.length;
    widthSize.value = state.own.Q[0].length;
    matrices.hidden = !isNumbers();
    headLabel.hidden = isNumbers() || state.example === "typed";
    textLabel.hidden = state.example !== "typed";
    for (const x of sizeLabels) x.hidden = state.example !== "own";
    paddingLabel.hidden = state.mask !== "padding";
    note.textContent = describe();
    note.classList.toggle("cu-toy", state.example === "typed");
    paintGrid();
    paintSteps();
    paintWritten();
    live.textContent = said ? `${said}. ${summary()}` : summary();
  }

  root.append(h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, exampleLabel, headLabel, textLabel, sizeLabels,
      label("Mask", mask), paddingLabel, label("Temperature", heat, heatOut),
      h("label", { class: "cu-tick" }, scale, "divide by √dₖ"), reset),
    note, live,
    h("div", { class: "cu-body" }, matrices,
      h("div", {}, h("div", { class: "cu-head" }, "Weights"), h("div", { class: "cu-scroll" }, grid)), steps),
    written);
  el.append(root);
  lookAtBest();
  update();
}

export default { render };
