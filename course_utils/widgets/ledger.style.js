// The ledger's style. Every colour is mixed from the page's own text colour, so it fits light and dark pages.
const STYLE = `
.cu-ledger.cu-ledger {
  --blue: color-mix(in srgb, currentColor 30%, #2476f2);
  --line: color-mix(in srgb, currentColor 22%, transparent);
  --edge: color-mix(in srgb, currentColor 62%, transparent);
  --tint: color-mix(in srgb, #2476f2 13%, transparent);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: inherit; text-align: left;
  border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; margin: .5rem 0; box-sizing: border-box; overflow-wrap: anywhere;
  & *, & *::before, & *::after { box-sizing: border-box; }
  & p, & ol, & dl, & dd { margin: 0; padding: 0; border: 0; }
  & .cu-controls { display: flex; flex-wrap: wrap; gap: .5rem .6rem; align-items: end; }
  & label { display: flex; flex-direction: column; gap: .15rem; font-size: .8rem; font-weight: 600; margin: 0; max-width: 100%; }
  & select, & input, & button { font: inherit; font-size: .9rem; font-weight: 400; color: inherit; background: transparent; height: auto;
    border: 1px solid var(--edge); border-radius: 6px; min-height: 32px; padding: .2rem .6rem; margin: 0; max-width: 100%; box-shadow: none; }
  & select, & button { cursor: pointer; }
  & option { color: CanvasText; background: Canvas; }
  & button:disabled { opacity: .6; cursor: default; }
  & :focus-visible { outline: 3px solid var(--blue); outline-offset: 1px; }
  & .cu-live { margin-top: .8rem; padding: .45rem .7rem; border-radius: 6px; background: var(--tint); }
  & ol { list-style: none; margin-top: .5rem; }
  & ol > li { padding: .6rem 0; border-bottom: 1px solid var(--line); margin: 0; } & ol > li::marker { content: ""; }
  & .cu-head { font-weight: 600; } & .cu-head a { color: inherit; text-decoration: underline; display: inline-block; min-height: 24px; min-width: 24px; }
  & dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin-top: .2rem; } & dt, & dd { float: none; width: auto; min-width: 0; } & dt { font-weight: 600; }
  & .cu-turn { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .6rem; font-size: .9rem; }
  @media (max-width: 480px) { padding: .7rem .6rem; & dl { grid-template-columns: 1fr; } }
}`;
