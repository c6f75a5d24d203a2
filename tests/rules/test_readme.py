"""The README: short, and each of its commands exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^(make [a-z]+|course [a-z]+)|`(make [a-z]+|course [a-z]+)", README, re.MULTILINE)))
COMMANDS = sorted({a or b for a, b in COMMANDS})


def test_the_readme_is_under_150_lines_and_shows_a_picture(report):
    assert README.count("\n") < 150
    pictures = re.findall(r"!\[(.+?)\]\((.+?)\)", README)
    assert pictures
    for alternative, path in pictures:
        assert len(alternative) > 20
        assert (ROOT / path).is_file()
    report(f"README: {README.count(chr(10))} lines, {len(pictures)} picture, {len(COMMANDS)} commands")


def test_every_link_of_the_readme_leads_somewhere():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_exists(command):
    program, verb = command.split()
    if program == "make":
        done = subprocess.run(["make", "-n", verb], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    else:
        assert verb in cli.VERBS
        done = subprocess.run([sys.executable, "-m", "course_utils.cli", verb, "--help"], cwd=ROOT, capture_output=True)
        assert done.returncode == 0


def test_the_command_refuses_an_unknown_verb_with_a_sentence():
    done = subprocess.run([sys.executable, "-m", "course_utils.cli", "dance"], capture_output=True, text=True)
    assert done.returncode != 0
    assert "invalid choice" in done.stderr


def test_the_repository_s_address_is_written_the_same_everywhere():
    address = "https://github.com/two-machines/course"
    for name in ("pyproject.toml", "_config.yml", "LICENSE-TEXT"):
        assert address in (ROOT / name).read_text(encoding="utf-8"), name
