// The bench's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-bench.cu-bench {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  --warm: color-mix(in srgb, #e0660b 20%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; color: inherit; max-width: 60rem; margin: .5rem 0; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before { box-sizing: border-box; }
  & p, & ol { margin: 0; padding: 0; border: 0; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; min-width: 0; }
  & textarea, & select, & button { font: inherit; font-size: .95rem; font-weight: 400; color: inherit; background: transparent; max-width: 100%;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .25rem .5rem; margin: 0; box-shadow: none; height: auto; }
  & textarea { width: 100%; resize: vertical; }
  & option { color: CanvasText; background: Canvas; }
  & button { cursor: pointer; }
  & button[disabled] { opacity: 1; border-style: dashed; cursor: default; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-live { margin: .7rem 0; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); }
  & .cu-head { font-size: .95rem; font-weight: 700; margin: .7rem 0 .3rem; padding: 0; color: inherit; }
  & ol { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem; max-height: 14rem; overflow-y: auto; padding: 3px; }
  & ol li { margin: 0; padding: .02rem .35rem; border: 1px solid var(--line); border-radius: 4px; font-family: ui-monospace, monospace; font-size: .85rem; white-space: pre-wrap; }
  & ol li:nth-child(even) { background: var(--tint); }
  & ol li.cu-unknown, & ol li.cu-new { background: var(--warm); border: 2px dashed currentColor; }
  & .cu-steps { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .3rem 0; }
  & .cu-note { font-size: .82rem; margin-top: .6rem; }
  @media (max-width: 480px) { padding: .7rem .6rem; }
}`;
