"""What is committed for students is what the solution notebooks make, to the byte."""

from pathlib import Path

from course_utils.grading import release

ROOT = Path(__file__).parents[2]


def test_every_product_is_current(report):
    count, problems = release.check_release(ROOT)
    report(f"products of problem sets looked at: {count}")
    assert count > 0
    assert problems == []


def test_releasing_twice_gives_the_same_bytes(tmp_path):
    for path in release.solution_notebooks(ROOT):
        for name in ("a", "b"):
            release.release(path, tmp_path / name / "out", tmp_path / name / "public")
    made = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert made
    for product in made:
        assert (tmp_path / "a" / product).read_bytes() == (tmp_path / "b" / product).read_bytes()
        committed = ROOT / ("exercises" if product.parts[0] == "out" else release.PUBLIC) / Path(*product.parts[1:])
        assert committed.read_bytes() == (tmp_path / "a" / product).read_bytes()
