"""One run of Jupyter Book in a process of its own: ``python -m course_utils.site.sphinx_run ROOT SITE BUILDER``."""

import sys
from pathlib import Path


def run(root: Path, site: Path, builder: str) -> int:
    """Build ``root`` into ``site`` with -W, -n and --keep-going, so that one run names every problem; 0 if none."""
    from jupyter_book.sphinx import build_sphinx
    result = build_sphinx(
        root, site, noconfig=True, path_config=root / "_config.yml", builder=builder,
        confoverrides={"external_toc_path": "book/_toc.yml", "nitpicky": True, "latex_individualpages": False},
        doctreedir=site.parent / f".doctrees-{builder}", warningiserror=True, keep_going=True,
    )
    return result if isinstance(result, int) else 2


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
