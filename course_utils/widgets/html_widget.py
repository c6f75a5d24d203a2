"""HtmlWidget: an interactive figure as plain HTML output, the same in JupyterLab, in Colab and on the static page.

A widget `name` is one dependency-free ES module, made of `parts/element.js`, `name.js` and `name.<part>.js`, that
exports `render({model, el})`. Nothing is fetched, no kernel is asked, and no id or counter makes two runs differ.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SHARED = FOLDER / "parts" / "element.js"  # what every widget begins with

# Renders every marker of this widget that no earlier copy of the script has rendered yet.
BOOT = """
{ const seen = globalThis.__cuSeen ??= new WeakSet();
  const model = (p) => ({ get: (k) => p[k], set(k, v) { p[k] = v; }, save_changes() {}, on() {}, off() {}, send() {} });
  for (const node of document.querySelectorAll('[data-cu-widget="NAME"]')) {
    if (seen.has(node)) continue;
    seen.add(node);
    const el = node.querySelector('[data-cu-view]');
    const props = JSON.parse(node.querySelector('script[type="application/json"]').textContent);
    el.replaceChildren();
    render({ model: model(props), el });
  } }
"""


class WidgetError(ValueError):
    """A widget cannot be made; the sentence says what to change."""


def module_source(name: str, folder: Path = FOLDER) -> str:
    """The ES module of a widget: what all share, its parts in alphabetical order, then `name.js`, joined as they are.

    Raises WidgetError when there is no such widget, or when the text would end the script element early.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise WidgetError(f"“{name}” is no widget name: use lower-case letters, digits and underscores.")
    main = folder / f"{name}.js"
    if not main.is_file():
        have = ", ".join(sorted(p.stem for p in folder.glob("*.js") if "." not in p.stem)) or "none"
        raise WidgetError(f"No widget called “{name}” in {folder}; there are: {have}.")
    files = [SHARED, *sorted(folder.glob(f"{name}.*.js")), main]
    for file in files:
        if found := re.search(r"</script|<!--", file.read_text(encoding="utf-8"), re.IGNORECASE):
            raise WidgetError(f"{file} contains “{found[0]}”, which would end the script early: split that string.")
    return "\n".join(file.read_text(encoding="utf-8").strip() for file in files)


def module_script(name: str, folder: Path = FOLDER) -> str:
    """The inline `<script type="module">` that brings every `data-cu-widget="name"` on a page to life.

    A page needs it once; twice does no harm. Inline, because some hosts forbid imports from data: and blob: addresses.
    """
    return f'<script type="module">\n{module_source(name, folder)}\n{BOOT.strip().replace("NAME", name)}\n</script>'


def props_json(props: dict[str, Any]) -> str:
    """The properties as one line of JSON that may stand inside a script element: `<` is written \\u003c.

    Keys are sorted, so that equal properties give equal text. Raises WidgetError on NaN, infinity or a foreign type.
    """
    try:
        text = json.dumps(props, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as problem:
        raise WidgetError(f"A widget's properties must be finite numbers, texts and lists: {problem}.") from problem
    return text.replace("<", "\\u003c")


class HtmlWidget:
    """An interactive figure: a notebook shows it as HTML, a terminal prints its text.

    name: the widget's module in this folder. props: what the module reads, as plain data. fallback: HTML shown until
    the module runs, and for good where JavaScript is off. text: the same content in words, for a terminal.
    """

    def __init__(self, name: str, props: dict[str, Any], fallback: str, text: str) -> None:
        module_source(name)  # an unknown name should fail here, not when the notebook draws
        self.name, self.props, self.fallback, self.text = name, props, fallback, text

    def marker(self) -> str:
        """The element that the module looks for: properties, and the still figure it replaces."""
        return (
            f'<div data-cu-widget="{self.name}"><script type="application/json">{props_json(self.props)}</script>\n'
            f"<div data-cu-view>{self.fallback}</div></div>"
        )

    def html(self) -> str:
        """Marker and module. With COURSE_WIDGETS=lean the marker alone: the site adds the module once a page."""
        if os.environ.get("COURSE_WIDGETS") == "lean":
            return self.marker()
        return f"{self.marker()}\n{module_script(self.name)}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text
