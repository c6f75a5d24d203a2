"""The table of contents: which files the site is made of, checked before Sphinx starts."""

import json
import re
from pathlib import Path

from course_utils.site.problems import Problem, SiteError

TOC = "book/_toc.yml"
SUFFIXES = (".md", ".ipynb")
_ENTRY = re.compile(r"^\s*(?:-\s*)?(?:file|root):\s*['\"]?([^'\"#\s]+)")


def entries(root: Path) -> dict[str, int]:
    """Document name (no suffix) → line in the table of contents, in reading order, the front page first."""
    found: dict[str, int] = {}
    for line, text in enumerate((root / TOC).read_text("utf-8").splitlines(), 1):
        if match := _ENTRY.match(text):
            found[re.sub(r"\.(md|ipynb)$", "", match[1])] = line
    return found


def source(root: Path, name: str) -> Path | None:
    """The file a document name stands for, or None."""
    return next((path for suffix in SUFFIXES if (path := root / f"{name}{suffix}").is_file()), None)


def check(root: Path) -> list[Path]:
    """The source files in reading order.

    Raises SiteError for a listed file that is missing, one that is not listed, and a notebook that was not run.
    """
    if not (root / TOC).is_file():
        raise SiteError([Problem(TOC, None, "there is no table of contents; write one with 'format: jb-book'.")])
    listed = entries(root)
    problems = [Problem(TOC, line, f"'{name}' is listed but there is no such .md or .ipynb file; "
                                   "add the file, or delete this line.")
                for name, line in listed.items() if source(root, name) is None]
    last = max(listed.values(), default=1)
    on_disk = sorted([*root.glob("notebooks/[0-9][0-9]_*.ipynb"), *root.glob("book/*.md")])
    problems += [Problem(TOC, last, f"{path.relative_to(root).as_posix()} is not listed; "
                                    f"add '- file: {path.relative_to(root).with_suffix('').as_posix()}' at its place.")
                 for path in on_disk if path.relative_to(root).with_suffix("").as_posix() not in listed]
    sources = [path for name in listed if (path := source(root, name))]
    problems += [problem for path in sources if path.suffix == ".ipynb" for problem in _not_run(path, root)]
    if problems:
        raise SiteError(problems)
    return sources


def _not_run(path: Path, root: Path) -> list[Problem]:
    """A notebook that is no notebook, or that `course run` has not brought into its committed form."""
    file = path.relative_to(root).as_posix()
    try:
        content = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        return [Problem(file, error.lineno, f"this is not a notebook ({error.msg}); restore it from git.")]
    if "kernelspec" not in content.get("metadata", {}):
        return [Problem(file, None, f"the notebook was not run; run 'course run {path.stem[:2]}'.")]
    return []

