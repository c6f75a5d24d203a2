"""Links inside the built site: every file is there, and every anchor."""

from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit


class Anchors(HTMLParser):
    """The ids a page offers and the addresses it names."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids.update(filter(None, [values.get("id"), values.get("name")]))
        self.targets += [values[name] for name in ("href", "src") if values.get(name)]


def test_every_internal_link_and_anchor_resolves(site, pages):
    parsed = {page: Anchors((site / page).read_text("utf-8")) for page in pages}
    links = anchors = 0
    broken = []
    for page, content in parsed.items():
        for target in content.targets:
            if urlsplit(target).scheme or target.startswith("//"):
                continue
            path, anchor = urldefrag(target)
            file = (site / page).parent / unquote(urlsplit(path).path) if path else site / page
            links += 1
            if not file.resolve().is_file():
                if file.name != "two-machines.pdf":     # offered only where it was printed
                    broken.append(f"{page} → {target}")
            elif anchor and file.suffix == ".html":
                anchors += 1
                name = file.resolve().relative_to(site.resolve()).as_posix()
                if unquote(anchor) not in parsed[name].ids:
                    broken.append(f"{page} → {target}")
    print(f"{links} internal links, {anchors} of them to an anchor, on {len(pages)} pages")
    assert links > 100
    assert anchors > 20
    assert not broken
