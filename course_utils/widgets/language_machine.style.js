// The language machine's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-language.cu-language {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: inherit; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; margin: .5rem 0; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before, & *::after { box-sizing: border-box; }
  & p, & ol, & pre { margin: 0; padding: 0; border: 0; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; max-width: 100%; }
  & select, & button { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent; height: auto;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .6rem; margin: 0; max-width: 100%; cursor: pointer; }
  & option { color: CanvasText; background: Canvas; }
  & button:disabled { opacity: .6; cursor: default; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-turn { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .6rem; }
  & .cu-live { margin-top: .6rem; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); }
  & ol { list-style: none; margin-top: .5rem; }
  & ol > li { display: grid; grid-template-columns: 6rem 1fr; gap: .6rem; padding: .25rem .4rem; margin: 0; border-bottom: 1px solid var(--line); }
  & ol > li::marker { content: ""; }
  & li[aria-current] { background: var(--tint); }
  & .cu-stage { font-weight: 600; }
  & pre, & .cu-run .cu-text { font: .85rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; background: transparent; color: inherit; }
  @media (max-width: 480px) { padding: .7rem .6rem; & ol > li { grid-template-columns: 1fr; gap: 0; } }
}`;
