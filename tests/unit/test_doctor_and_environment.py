"""`course doctor` names what is wrong and what to do; the environment refuses with one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from course_utils import cli, doctor, environment

ROOT = Path(__file__).parents[2]


def test_the_doctor_finds_nothing_wrong_on_a_complete_machine(capsys, report):
    assert cli.main(["doctor"]) == 0
    text = capsys.readouterr().out
    assert "nothing to mend" in text
    report(f"course doctor: {len(doctor.examine())} lines")


def test_the_doctor_fetches_nothing_and_reads_what_is_there(monkeypatch, tmp_path):
    def refuse(*args, **options):
        raise AssertionError("the doctor fetched a checkpoint")

    monkeypatch.setattr(doctor.runtime, "online", lambda: True)
    monkeypatch.setattr(doctor.assets, "_weights_folder", lambda record, *, fetch: refuse() if fetch else None)
    absent = {line.topic: line for line in doctor.examine()}["checkpoint bert-base-cased"]
    assert absent.ok
    assert "only the full size" in absent.found
    folder = tmp_path / "bert-base-cased"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"other bytes")
    monkeypatch.setenv("COURSE_ASSETS", str(tmp_path))
    damaged = {line.topic: line for line in doctor.examine()}["checkpoint bert-base-cased"]
    assert not damaged.ok
    assert "damaged" in damaged.advice


def test_each_red_line_says_what_to_do(capsys, monkeypatch):
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor.environment, "supported", lambda version: False)
    lines = [line for line in doctor.examine() if not line.ok]
    assert {"Python", "torch", "transformers", "jupyterlab"} <= {line.topic for line in lines}
    assert all(line.advice for line in lines)
    assert cli.main(["doctor"]) == 1


@pytest.mark.parametrize(("version", "ok"), [((3, 10), False), ((3, 11), True), ((3, 13, 2), True), ((3, 14), False)])
def test_supported_pythons(version, ok):
    assert environment.supported(version) is ok


def test_a_wrong_python_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(environment, "supported", lambda version: False)
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    sentence = r"needs Python 3\.11, 3\.12 or 3\.13, and found 3\.\d+.*run the command again"
    with pytest.raises(SystemExit, match=sentence):
        environment.find_python()


def test_another_python_on_the_path_is_taken(monkeypatch):
    monkeypatch.setattr(environment, "supported", lambda version: False)
    there = {"python3.13": "/stand-in/python3.13", "python3.12": "/usr/bin/python3.12"}
    monkeypatch.setattr(environment.shutil, "which", there.get)
    monkeypatch.setattr(environment, "works", lambda path: "stand-in" not in path)
    assert environment.find_python() == "/usr/bin/python3.12"


def test_a_full_disk_is_named_before_anything_is_installed():
    with pytest.raises(SystemExit, match=r"needs 1000000\.0 GB of disk .* make room"):
        environment.check_disk(1e6)


def test_a_step_that_fails_ends_with_its_advice():
    with pytest.raises(SystemExit, match="connect, then run"):
        environment.run([sys.executable, "-c", "raise SystemExit(1)"], "connect, then run the command again")


def test_an_unknown_stage_is_refused():
    done = subprocess.run([sys.executable, environment.__file__, "everything"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Usage:" in done.stderr


def test_the_environment_file_has_no_syntax_newer_than_python_3_6():
    import ast

    ast.parse(Path(environment.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))
