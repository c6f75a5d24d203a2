"""The Sphinx extension of the course: what each page gets, and what each page is held to."""

import html
import json
import re
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from course_utils.site import generated

REPOSITORY = "https://github.com/two-machines/course"
COLAB = "https://colab.research.google.com/github/two-machines/course/blob/main/"
DATA_CARDS = "book/data_cards"
PREVIEW = ("page.png", "A chapter of the course: an explorer in which one row of scores becomes weights and an output")
WIDGET = re.compile(r'data-cu-widget="([\w-]+)"')
SEARCH_SCRIPT = re.compile(r'\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>')
logger = logging.getLogger(__name__)


def setup(app):
    """Connect the hooks; Sphinx calls this."""
    app.add_config_value("comments_config", {}, "html")     # Jupyter Book sets it for an extension that is not loaded
    app.connect("source-read", include_data_cards)
    app.connect("source-read", include_generated)
    made = {DATA_CARDS, *generated.PAGES}
    app.connect("env-get-outdated", lambda app, env, added, changed, removed: made & env.all_docs.keys())
    app.connect("doctree-read", leave_formulas_alone)
    app.connect("doctree-read", require_alternative_text)
    app.connect("html-page-context", dress_page, priority=900)
    app.connect("build-finished", tidy_site)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def include_data_cards(app, docname, source):
    """Add the card of each bundled data file to the page of data cards, so that none can be left out."""
    if docname == DATA_CARDS:
        for path in sorted((Path(app.srcdir) / "course_utils/data").glob("*.md")):
            source[0] += "\n" + card(path)


def include_generated(app, docname, source):
    """Add to a page what is made from the course's records: the hardware table, the wrong answers by problem."""
    if docname in generated.PAGES:
        source[0] += "\n" + generated.PAGES[docname](Path(app.srcdir))


def card(path: Path) -> str:
    """A data card as a section of a page: its headings one level down, its links to files leading to the repository."""
    def address(match):
        if not (path.parent / match[1]).exists():
            logger.warning("the linked file '%s' does not exist; correct the link.", match[1], location=str(path))
        return f"]({REPOSITORY}/blob/main/course_utils/data/{match[1]})"

    parts = re.split(r"(^```.*?^```$)", path.read_text("utf-8"), flags=re.M | re.S)
    parts[::2] = [re.sub(r"\]\((?![a-z]+:|#|/)([^)\s]+)\)", address, re.sub(r"^#", "##", part, flags=re.M))
                  for part in parts[::2]]
    return "".join(parts)


def leave_formulas_alone(app, doctree):
    r"""Pass display formulas to MathJax as JupyterLab does.

    Sphinx would wrap each formula that holds ``\\`` in a ``split``, inside which a ``\tag`` is an error.
    """
    for node in doctree.findall(nodes.math_block):
        if not node.get("nowrap") and not node.get("number") and not node.get("label"):
            node["nowrap"] = True
            text = rf"\[{node.astext()}\]"
            node.children = []
            node.append(nodes.Text(text))


def require_alternative_text(app, doctree):
    """Warn (which stops the build) for each picture that a reader who cannot see it would know nothing about."""
    for image in doctree.findall(nodes.image):
        alt = (image.get("alt") or "").strip()
        if not describes(alt, image.get("uri", "")):
            logger.warning(
                "a picture has no alternative text (it reads '%s'); describe it in the cell metadata "
                "mystnb.image.alt, or between the [] of the Markdown image.",
                alt or "nothing", location=(app.env.docname, line_of(image)))


def line_of(node) -> int | None:
    """The line of the node, or of the nearest one around it that has a line."""
    while node is not None and not node.line:
        node = node.parent
    return node.line if node is not None else None


def describes(alt: str, uri: str = "") -> bool:
    """Whether ``alt`` is a description: at least three words, and not the picture's file name."""
    return len(alt.split()) >= 3 and Path(alt).stem != Path(uri).stem


def dress_page(app, pagename, templatename, context, doctree):
    """Give a page its buttons, widget scripts and description for link previews."""
    if not context.get("body"):
        return
    context["body"] = accessible(context["body"])
    if app.builder.name == "html":
        if pagename in app.env.all_docs and str(app.env.doc2path(pagename)).endswith(".ipynb"):
            told = run_note(Path(app.env.doc2path(pagename)))
            context["body"] = with_buttons(context["body"], pagename, context["pathto"], told)
        context["body"] += widget_scripts(context["body"], pagename)
    if 'class="math' not in context["body"]:
        # Sphinx gives a page MathJax (256 KB) when a page below it in the contents has a formula.
        context["script_files"] = [script for script in context["script_files"]
                                   if not re.search(r"mathjax|formulas\.js", str(script), re.IGNORECASE)]
    context["metatags"] = context.get("metatags", "") + link_preview(app, pagename, context)


def accessible(body: str) -> str:
    """The page without two things of docutils that confuse a screen reader.

    The references carry a role that ARIA has withdrawn, and the empty corner of a table is marked as a header.
    """
    body = body.replace(' role="doc-biblioentry"', ' role="listitem"')
    return body.replace('<th class="head"><p></p></th>', "<td></td>")


def run_note(path: Path) -> str:
    """Where and when the notebook's outputs were made, in which size; empty when the notebook does not say."""
    told = json.loads(path.read_text("utf-8"))["metadata"].get("course", {}).get("run", "")
    return f"Outputs: {told}. " if told else ""


def with_buttons(body: str, pagename: str, pathto, told: str = "") -> str:
    """The page with two links under its title, open in Colab and download, and what is told of its run."""
    name = f"{pagename}.ipynb"
    links = (f'<p class="cu-page-actions">'
             f'<a class="cu-colab" href="{COLAB}{name}">Open in Colab</a> '
             f'<a class="cu-download" href="{pathto("_sources/" + name, 1)}" download>Download the notebook</a></p>')
    note = f'<p class="cu-run">{html.escape(told)}</p>' if told else ""
    return body.replace("</h1>", f"</h1>\n{links}{note}", 1)


def widget_scripts(body: str, pagename: str = "") -> str:
    """One inline script for each kind of widget on the page; the committed outputs hold only its data."""
    names = sorted(set(WIDGET.findall(body)))
    if not names:
        return ""
    from course_utils import widgets
    return "\n".join(widgets.module_script(name) for name in names)


def link_preview(app, pagename, context) -> str:
    """Open Graph title and description: what a chat or a search engine shows of a link to this page."""
    title = html.escape(re.sub(r"<[^>]+>", "", context.get("title", "")), quote=True)
    description = html.escape(first_words(context.get("body", "")), quote=True)
    kind = "website" if pagename == app.config.root_doc else "article"
    tags = {"og:title": title, "og:description": description, "og:type": kind,
            "og:site_name": html.escape(app.config.html_title, quote=True)}
    if base := app.config.html_baseurl:
        picture, alt = PREVIEW
        tags |= {"og:url": f"{base}{pagename}.html", "og:image": f"{base}_static/{picture}", "og:image:alt": alt}
    return (f'\n<meta name="description" content="{description}"/>'
            + "".join(f'\n<meta property="{name}" content="{text}"/>' for name, text in tags.items()))


def first_words(body: str, limit: int = 200) -> str:
    """The page's first paragraph of prose, cut at a word; empty if there is none."""
    for paragraph in re.findall(r"<p>(.*?)</p>", body, flags=re.S):
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", paragraph)).split())
        if len(text) >= 40:
            return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
    return ""


def tidy_site(app, exception):
    """After the build: drop the icon script, write the sitemap, and let a page without JavaScript be light."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    # The theme loads 1.5 MB of SVG icons beside the icon fonts; course.css draws the few icons that are used.
    script = out / "_static/scripts/fontawesome.js"
    if script.exists():
        script.write_text("/* not needed: course.css draws the icons */\n", "utf-8")
    if app.config.html_baseurl and app.builder.name == "html":
        (out / "sitemap.xml").write_text(sitemap(app.config.html_baseurl, sorted(app.env.found_docs)), "utf-8")
    for page in out.rglob("*.html"):
        text = page.read_text("utf-8")
        tidy = tidy_page(text, is_search=page.name == "search.html")
        if tidy != text:
            page.write_text(tidy, "utf-8")


def sitemap(base: str, pages: list[str]) -> str:
    """The list of all pages for search engines (sitemaps.org, protocol 0.9)."""
    rows = "".join(f"<url><loc>{html.escape(base + page)}.html</loc></url>\n" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"


def tidy_page(text: str, is_search: bool) -> str:
    """A written page without what only the search page needs (its index grows with every chapter)."""
    # 'auto' is resolved by a script; the attribute is what holds until then, or where there is none.
    text = text.replace('data-theme="auto"', 'data-theme="light"', 1)
    return text if is_search else SEARCH_SCRIPT.sub("", text)
