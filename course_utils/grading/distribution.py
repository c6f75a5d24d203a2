"""The student distribution: the course's package with public tests only, as an archive that pip installs.

It is for a class whose problem sets differ from the published ones: no solution, hidden test or wrong answer is in it.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from course_utils.grading import release

PACKAGE = Path(__file__).parents[1]
NAME = "course_for_students.zip"
FOLDER = "course_for_students"
BESIDE = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT")
LEFT_OUT = {"__pycache__"}
EPOCH = (2020, 1, 1, 0, 0, 0)  # the same files make the same bytes


def files(root: Path) -> dict[str, bytes]:
    """Name in the archive → content: the package, with the public tests of this root in place of its own."""
    public = root / release.PUBLIC
    own = PACKAGE / "grading" / "public"
    paths = [path for path in sorted(PACKAGE.rglob("*")) if path.is_file() and not LEFT_OUT & set(path.parts)]
    found = {f"course_utils/{path.relative_to(PACKAGE).as_posix()}": path for path in paths if own not in path.parents}
    tests = public if public.is_dir() else own
    found |= {f"{release.PUBLIC}/{path.relative_to(tests).as_posix()}": path for path in sorted(tests.rglob("*.py"))}
    found |= {name: PACKAGE.parent / name for name in BESIDE if (PACKAGE.parent / name).is_file()}
    return {f"{FOLDER}/{name}": path.read_bytes() for name, path in sorted(found.items())}


def write(root: Path, out: Path) -> Path:
    """Writes the archive into the folder `out` and returns its path; always the same bytes for the same files.

    FileNotFoundError when the package was installed without its pyproject.toml: distribute from a clone.
    """
    made = files(root)
    if f"{FOLDER}/pyproject.toml" not in made:
        raise FileNotFoundError(f"{PACKAGE.parent}/pyproject.toml: is not here; release from a clone of the course.")
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out / NAME, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.external_attr, member.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out / NAME
