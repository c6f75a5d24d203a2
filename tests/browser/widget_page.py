"""A page that holds widgets and nothing else, opened in Chromium with every other address blocked and counted."""

import re

import pytest

from course_utils.widgets.html_widget import module_source

HOME = "http://widget.test/"
COLOURS = {"light": ("#ffffff", "#323232"), "dark": ("#121212", "#ced6dd")}


def document(*widgets: str, theme: str = "light") -> str:
    """A page that holds these outputs, with the theme's colours, and no style of its own otherwise."""
    back, front = COLOURS[theme]
    style = f"body {{ background: {back}; color: {front}; font: 16px sans-serif; margin: 8px }}"
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Explorer</title>'
    body = "".join(f"<section>{one}</section>" for one in widgets)
    return (
        f'<!doctype html><html lang="en" data-theme="{theme}"><head>{head}<style>{style}</style></head>'
        f"<body><main><h1>Explorer</h1>{body}</main></body></html>"
    )


@pytest.fixture(name="open_page")
def page_opener(browser):
    """A function that shows HTML in a fresh tab; at the end no request has left and no error was reported."""
    contexts, asked, errors = [], [], []

    def open_it(html: str, width: int = 800, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.route("**/*", lambda route: serve(route, html))
        tab.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(HOME)
        return tab

    def serve(route, html):
        if route.request.url == HOME:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif name := re.fullmatch(rf"{HOME}(\w+)\.js", route.request.url):
            route.fulfill(body=module_source(name[1]), content_type="text/javascript")
        else:
            asked.append(route.request.url)
            route.abort()

    yield open_it
    for context in contexts:
        context.close()
    assert asked == [f"{HOME}favicon.ico"] * len(asked)
    assert errors == []


def live(tab) -> str:
    return tab.locator('[role="status"]').first.inner_text()


def cell(tab, i: int, j: int):
    return tab.locator('[role="row"]').nth(i + 1).locator('[role="gridcell"]').nth(j)


def call(tab, code: str, argument, widget: str = "attention"):
    """The value of a JavaScript expression in which `m` is the widget's module and `x` the argument."""
    return tab.evaluate(f"async (x) => {{ const m = await import('{HOME}{widget}.js'); return {code}; }}", argument)


# The lowest contrast of each kind of text: its colour, painted over every background below it, asked pixel by pixel.
CONTRAST = """() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const pixel = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const c of colours) { pen.fillStyle = c; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const linear = (x) => (x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
  const worst = {};
  for (const node of document.querySelectorAll('[data-cu-view] *')) {
    if (node.tagName === 'OPTION' || node.tagName === 'STYLE' || !node.checkVisibility()) continue;
    if (![...node.childNodes].some(c => c.nodeType === 3 && c.textContent.trim())) continue;
    const grounds = [];
    for (let up = node; up; up = up.parentElement) grounds.unshift(getComputedStyle(up).backgroundColor);
    const back = light(pixel(grounds)), front = light(pixel([...grounds, getComputedStyle(node).color]));
    const ratio = (Math.max(back, front) + .05) / (Math.min(back, front) + .05);
    const where = `${node.tagName}.${node.className} in ${node.parentElement.className || node.parentElement.tagName}`;
    worst[where] = Math.min(worst[where] ?? 99, ratio);
  }
  return worst;
}"""
