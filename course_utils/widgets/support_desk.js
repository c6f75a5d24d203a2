// The support desk: recorded dialogues, one message a step, with what the desk saw and decided; with a kernel behind
// it, messages of the reader's own.

const OWN = "own"; // the choice that is not a recorded dialogue

// What a step says about its decision, in one sentence.
export function told(step, threshold) {
  const [first] = step.passages;
  const compared = step.score < threshold ? "below" : "not below";
  const then = step.decision === "answer" ? `answers from ${first[0]}` : "hands over to a person";
  return `Score ${step.score.toFixed(2)}, ${compared} the threshold ${threshold.toFixed(2)}: the desk ${then}.`;
}

// The intent and its probability; out of scope, what the message would be if it had to be something.
export function intentOf(step) {
  const chance = `probability ${step.chance.toFixed(2)}`;
  if (!step.guess) return step.intent;
  return step.guess === step.intent ? `${step.intent}, ${chance}` : `${step.intent}; else ${step.guess}, ${chance}`;
}

export function render({ model, el }) {
  const dialogues = model.get("dialogues"), threshold = model.get("threshold"), titles = model.get("titles") ?? {};
  const wire = wireTo(model.get("wire"), model.get("longest"), heard);
  const state = { dialogue: wire ? OWN : 0, turn: 0, own: [], said: "", bad: false };
  const isOwn = () => state.dialogue === OWN;
  const talkOf = () => (isOwn() ? state.own : dialogues[state.dialogue][1].slice(0, state.turn + 1));

  // ---- controls -------------------------------------------------------------------------------------------------
  const choose = (value) => {
    Object.assign(state, { dialogue: value === OWN ? OWN : Number(value), turn: 0 });
    talk.replaceChildren();
    paint();
  };
  const move = (by) => { state.turn += by; paint(); };
  const select = h("select", { "aria-label": "Dialogue", onchange: (e) => choose(e.target.value) },
    wire && h("option", { value: OWN }, "Your own messages"),
    dialogues.map(([name], value) => h("option", { value }, name)));
  const back = h("button", { type: "button", onclick: () => move(-1) }, "Step back");
  const next = h("button", { type: "button", onclick: () => move(1) }, "Next message");
  const box = h("input", { type: "text", "aria-label": "Your message", autocomplete: "off", placeholder: "Where can I park the bike?",
    onkeydown: (e) => { if (e.key === "Enter" && !e.isComposing) { e.preventDefault(); send(); } } });
  const sendIt = h("button", { type: "button", onclick: () => send() }, "Send");
  const again = h("button", { type: "button", onclick: () => { if (wire.send({ again: true })) wait(); } }, "Start again");
  const typing = h("div", { class: "cu-controls cu-typing" },
    h("label", { class: "cu-wide" }, h("span", {}, "Your message"), box), sendIt, again);
  const note = h("p", { class: "cu-note" }, "Typing a message of your own needs a kernel: open this page as a notebook and run the cell.");

  // ---- typed messages: to the kernel and back -------------------------------------------------------------------
  function send() {
    if (wire.send({ text: box.value })) wait();
  }
  function wait() {
    Object.assign(state, { said: "Sent to the kernel …", bad: false });
    paint();
    box.focus(); // the pressed button is off until the answer is there, and the next message goes here
  }
  function heard({ steps, problem, waits, lost }) {
    if (lost) { // saved with its wires, shown where no kernel holds their other end
      select.firstChild.remove();
      note.hidden = false;
      if (isOwn()) choose(0);
      return;
    }
    if (steps) {
      if (steps.length > state.own.length) box.value = "";
      if (steps.length < state.own.length && isOwn()) talk.replaceChildren();
      state.own = steps;
    }
    Object.assign(state, { said: waits ?? problem ?? "", bad: Boolean(problem) });
    if (isOwn()) paint();
  }

  // ---- what is shown --------------------------------------------------------------------------------------------
  const live = h("p", { class: "cu-live", role: "status", "aria-live": "polite" });
  const talk = h("ol"), inside = h("dl");
  const turn = (step) => h("li", {},
    h("p", { class: "cu-user" }, h("b", {}, "Customer: "), step.message),
    h("p", { class: "cu-desk" }, h("b", {}, "Desk: "), step.answer));

  function paint() {
    const shown = talkOf(), step = shown.at(-1);
    while (talk.children.length > shown.length) talk.lastChild.remove();
    talk.append(...shown.slice(talk.children.length).map(turn)); // what stays is not announced a second time
    const row = (name, value) => [h("dt", {}, name), h("dd", {}, value)];
    inside.replaceChildren(...(step ? [...row("Looked up", step.query), ...row("Intent", intentOf(step)),
      ...row("Passages", h("ol", {}, step.passages.map(([id, score]) =>
        h("li", {}, `${id} ${score.toFixed(2)}`, titles[id] && h("span", {}, ` ${titles[id]}`))))),
      ...row("Decision", step.decision),
      ...("ms" in step ? row("Took", `${step.ms} ms in the kernel`) : [])] : []));
    back.hidden = next.hidden = isOwn();
    typing.hidden = !isOwn();
    sendIt.disabled = again.disabled = isOwn() && !wire.ready();
    box.setAttribute("aria-invalid", String(state.bad));
    back.disabled = state.turn === 0;
    if (!isOwn()) next.disabled = state.turn + 1 >= dialogues[state.dialogue][1].length;
    live.textContent = (isOwn() && state.said) || (step ? said(step, shown.length) : "Type a message, as a customer would.");
  }
  function said(step, count) {
    const of = isOwn() ? "" : ` of ${dialogues[state.dialogue][1].length}`;
    return `Message ${count}${of}. ${told(step, threshold)}`;
  }
  el.append(h("div", { class: "cu-desk-talk", role: "group", "aria-label": "Support desk" },
    h("style", {}, STYLE),
    h("div", { class: "cu-controls" }, h("label", {}, h("span", {}, "Dialogue"), select), back, next),
    h("div", { role: "log", "aria-live": "polite", "aria-label": "Messages" }, talk), typing, live, inside, note));
  note.hidden = Boolean(wire);
  paint();
  wire?.connect(el);
}

export default { render };
