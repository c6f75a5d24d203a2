"""An HTML page of results: everything that is not ours is escaped, nothing is fetched, no script can run."""

from __future__ import annotations

import html

HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>
body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}}
table{{border-collapse:collapse;width:100%;margin:1rem 0}} th,td{{text-align:left;padding:.3rem .6rem;
border-bottom:1px solid #ccc;vertical-align:top;overflow-wrap:anywhere}}
.n{{text-align:right;white-space:nowrap}} .m{{color:#444}}
.p{{white-space:pre-wrap}} .bar{{background:#2f6fab;height:1rem}}
@media (prefers-color-scheme:dark){{body{{color:#eee;background:#161616}} .m{{color:#bbb}} th,td{{border-color:#444}}}}
</style></head><body><main>
"""


def safe(value: object) -> str:
    """A text as HTML shows it, with direction marks isolated."""
    return f"<bdi>{html.escape(str(value), quote=True)}</bdi>"


def table(
    head: list[str], rows: list[list[object]], numbers: tuple[int, ...] = (), kept: tuple[int, ...] = ()
) -> str:
    """A table; every cell is escaped, columns in `numbers` stand to the right, those in `kept` keep their lines."""
    classes = dict.fromkeys(numbers, " class=n") | dict.fromkeys(kept, " class=p")

    def cells(row: list[object], tag: str) -> str:
        return "".join(f"<{tag}{classes.get(i, '')}>{safe(one)}</{tag}>" for i, one in enumerate(row))

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    return f"<table><thead><tr>{cells(head, 'th')}</tr></thead><tbody>{body}</tbody></table>\n"


def page(title: str, parts: list[str]) -> str:
    """A whole page from its title and parts that are HTML already."""
    head = HEAD.format(title=html.escape(title))
    return head + f"<h1>{safe(title)}</h1>\n" + "".join(parts) + "</main></body></html>\n"
