"""Files that people expect around a public course: valid for what reads them, and one version everywhere."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_every_workflow_fits_the_published_schema(report):
    schema = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([sys.executable, *schema, *map(str, WORKFLOWS)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    report(f"workflows checked: {len(WORKFLOWS)}, issue forms: {len(FORMS)}")
    assert WORKFLOWS


def test_the_tests_run_on_every_supported_python():
    matrix = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text())["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13"]


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_an_issue_form_has_fields_with_labels(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= set(form)
    assert all(field["attributes"]["label"] for field in form["body"])


def test_the_version_is_the_same_everywhere():
    import course_utils

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert course_utils.__version__ == citation["version"] == VERSION
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_containers_start_the_course_s_own_environment():
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
    assert "course_utils/environment.py all" in container["postCreateCommand"]
    assert "-e ..[course]" in (ROOT / ".binder/requirements.txt").read_text()


def test_the_changelog_names_every_problem_set():
    sets = sorted(path.stem[:2] for path in (ROOT / "solutions").glob("*.ipynb"))
    assert sets
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [number for number in sets if not re.search(rf"^\| {number} ", text, re.MULTILINE)] == []
