"""The verb ``course site``: build the website, print it, serve it."""

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``course site``."""
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the clone of the course (default: here)")
    parser.add_argument("--out", type=Path, help="where to build (default: _build in the clone)")
    parser.add_argument("--pdf", action="store_true", help="also print the whole book as one PDF (needs Chromium)")
    parser.add_argument("--serve", action="store_true", help="serve the site at a terminal when it is built")
    parser.add_argument("--port", type=int, default=8000, help="port of the server (default: 8000)")


def main(args: argparse.Namespace) -> int:
    """Build, then print and serve as asked; 0, or 1 with one sentence a problem on stderr."""
    from course_utils.site import SiteError, build, pdf, serve
    try:
        report = build(args.root, args.out, say=say)
        print(report, flush=True)
        if args.pdf:
            pdf(report.site, args.root, say=say)
    except SiteError as error:
        print(f"The site was not built. {len(error.problems)} thing(s) to do:", file=sys.stderr)
        for problem in error.problems:
            print(f"  {problem}", file=sys.stderr)
        return 1
    if args.serve:
        serve(report.site, args.port)
    else:
        print(f"open {report.site / 'index.html'}")
    return 0


def say(text: str) -> None:
    """One line of progress; at a terminal the next one overwrites it."""
    if sys.stdout.isatty():
        print(f"\r\x1b[K  {text[:100]}", end="" if "..." in text else "\n", flush=True)
    elif "..." not in text:
        print(f"  {text}", flush=True)
