// The support desk: recorded dialogues, one message a step, with what the desk saw and decided.

// What a step says about its decision, in one sentence.
export function told(step, threshold) {
  const [first] = step.passages;
  const compared = step.score < threshold ? "below" : "not below";
  const then = step.decision === "answer" ? `answers from ${first[0]}` : "hands over to a person";
  return `Score ${step.score.toFixed(2)}, ${compared} the threshold ${threshold.toFixed(2)}: the desk ${then}.`;
}

export function render({ model, el }) {
  const dialogues = model.get("dialogues"), threshold = model.get("threshold");
  const state = { dialogue: 0, turn: 0 };
  const steps = () => dialogues[state.dialogue][1];
  const move = (by) => { state.turn += by; paint(); };
  const select = h("select", { onchange: (e) => { state.dialogue = Number(e.target.value); state.turn = 0; paint(); } },
    dialogues.map(([name], value) => h("option", { value }, name)));
  const back = h("button", { type: "button", onclick: () => move(-1) }, "Step back");
  const next = h("button", { type: "button", onclick: () => move(1) }, "Next message");
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const talk = h("ol"), inside = h("dl");

  function paint() {
    const shown = steps().slice(0, state.turn + 1), step = shown.at(-1);
    talk.replaceChildren(...shown.map((one) => h("li", {},
      h("p", { class: "cu-user" }, h("b", {}, "Customer: "), one.message),
      h("p", { class: "cu-desk" }, h("b", {}, "Desk: "), one.answer))));
    const row = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
    inside.replaceChildren(...row("Looked up", step.query), ...row("Intent", step.intent),
      ...row("Passages", step.passages.map(([id, score]) => `${id} ${score.toFixed(2)}`).join(" · ")),
      ...row("Decision", step.decision));
    back.disabled = state.turn === 0;
    next.disabled = state.turn + 1 >= steps().length;
    live.textContent = `Message ${state.turn + 1} of ${steps().length}. ${told(step, threshold)}`;
  }
  el.append(h("div", { class: "cu-desk-talk", role: "group", "aria-label": "Support desk, recorded dialogues" },
    h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, h("label", {}, h("span", {}, "Dialogue"), select), back, next),
    talk, live, inside));
  paint();
}

export default { render };
