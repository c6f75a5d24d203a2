// The wire to the kernel: two hidden ipywidgets of this cell. What is typed goes into the text area of the first; the
// second holds the dialogue as JSON text, and is only ever read as text.

const PATIENCE_MS = 5000, LOOK_MS = 250, LOOKS = 240;

// A wire that calls heard({ steps, problem, waits, lost }), or null where the page has no kernel.
export function wireTo(token, longest, heard, wait = PATIENCE_MS) {
  if (!token) return null;
  const find = (what) => document.querySelector(`.cu-${what}-${token}`);
  let number = 0, open = false, timer = 0;

  function listen(first) { // the kernel's last word; a page that was loaded again reads the whole dialogue here
    let reply;
    try { reply = JSON.parse(find("reply").textContent); } catch { return; }
    if (timer && reply.n !== number) return; // an older one
    clearTimeout(timer);
    timer = 0;
    number = reply.n;
    open = true;
    heard(first === true ? { ...reply, problem: "" } : reply);
  }
  return {
    ready: () => open && !timer,
    send(what) {
      const area = find("question")?.querySelector("textarea");
      if (!open || timer || !area) return false;
      number += 1;
      // One character too many is enough for the kernel to refuse a message that is too long.
      const text = what.text && [...what.text.slice(0, 4 * longest)].slice(0, longest + 1).join("");
      area.value = JSON.stringify({ n: number, ...what, text });
      timer = setTimeout(() => heard({ waits: "No answer yet: the kernel is busy, or it was started anew; then run this cell again." }), wait);
      area.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    },
    connect(el, looks = LOOKS) { // a cell that is scrolled away may be out of the page: then nothing is counted
      const reply = find("reply");
      if (reply?.textContent && find("question")?.querySelector("textarea")) {
        new MutationObserver(listen).observe(reply, { childList: true, characterData: true, subtree: true });
        listen(true);
      } else if (looks > 0) {
        if (looks === LOOKS) heard({ waits: "Connecting to the kernel …" });
        setTimeout(() => this.connect(el, el.isConnected ? looks - 1 : looks), LOOK_MS);
      } else {
        heard({ lost: true });
      }
    },
  };
}
