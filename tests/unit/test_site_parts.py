"""The small parts of the site: sentences from warnings, lines in notebooks, the file server, the command."""

import argparse
import json
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from course_utils import hardware
from course_utils.grading import problem_set, release
from course_utils.site import generated, serve
from course_utils.site.chromium import find
from course_utils.site.command import add_arguments
from course_utils.site.extension import describes, first_words
from course_utils.site.pdf import pages
from course_utils.site.problems import from_log, notebook_line, sentence
from course_utils.site.serve import server

ROOT = Path(__file__).resolve().parents[2]


def test_an_unknown_message_of_sphinx_is_passed_on_without_its_code():
    assert sentence("something new happened [some.code]") == "something new happened."


def test_a_log_becomes_one_problem_for_each_warning_and_none_for_progress(tmp_path):
    log = (f"reading sources... [ 50%] index\n{tmp_path}/index.md:7: WARNING: term not in glossary: 'tokn' [ref.term]\n"
           f"{tmp_path}/index.md:7: WARNING: term not in glossary: 'tokn' [ref.term]\nbuild finished\n")
    (problem,) = from_log(log, tmp_path)
    assert str(problem) == ("index.md:7: the term 'tokn' is not in book/glossary.md; "
                            "add it there, or correct the spelling.")


def test_a_cell_and_line_become_the_line_of_the_notebook_file(tmp_path):
    path = tmp_path / "n.ipynb"
    cells = [{"cell_type": "markdown", "source": []}, {"cell_type": "markdown", "source": ["one\n", "two\n", "three"]}]
    path.write_text(json.dumps({"cells": cells}, indent=1), "utf-8")
    line = notebook_line(path, 2 * 10_000 + 3 + 1)
    assert "three" in path.read_text("utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(("alt", "good"), [
    ("A curve that rises.", True), ("plot", False), ("", False), ("../images/a.png", False), ("two words", False)])
def test_a_description_has_three_words_and_is_no_file_name(alt, good):
    assert describes(alt, "images/a.png") is good


def test_the_first_paragraph_of_prose_is_the_description_cut_at_a_word():
    body = "<p>Short.</p><p>" + "word " * 100 + "</p>"
    text = first_words(body)
    assert text.startswith("word word")
    assert text.endswith("word …")
    assert len(text) <= 202


def test_the_server_serves_a_folder_on_this_machine_only(tmp_path):
    (tmp_path / "index.html").write_text("<p>here</p>", "utf-8")
    with server(tmp_path, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        host, port = running.server_address
        assert host == "127.0.0.1"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read() == b"<p>here</p>"
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/absent.html")
        with server(tmp_path, port) as other:
            assert other.server_address[1] != port, "a port in use must not stop the server"
        running.shutdown()


def test_without_a_terminal_serving_says_where_the_site_is_and_ends(tmp_path, capsys):
    (tmp_path / "index.html").write_text("x", "utf-8")
    assert serve(tmp_path) == (tmp_path / "index.html").as_uri()
    assert str(tmp_path / "index.html") in capsys.readouterr().out


def test_the_command_has_the_options_that_the_setup_page_names():
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    named = parser.parse_args(["--pdf", "--serve"])
    assert named.pdf
    assert named.serve
    assert "course site --pdf" in (ROOT / "book/setup.md").read_text("utf-8")


def test_pages_of_a_pdf_are_counted_without_the_page_tree(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"<</Type /Pages /Count 2>> <</Type /Page>> <</Type/Page /Parent 1 0 R>>")
    assert pages(tmp_path / "x.pdf") == 2


def test_the_browser_named_by_the_environment_comes_first(monkeypatch, tmp_path):
    (tmp_path / "mine").write_text("", "utf-8")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "mine"))
    assert find() == str(tmp_path / "mine")


def test_the_site_loads_neither_torch_nor_sphinx_at_import():
    code = ("import sys, course_utils.site, course_utils.site.command; "
            "print([m for m in ('torch', 'sphinx', 'playwright', 'nbformat') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_pages_made_from_records_hold_every_processor_and_every_problem(report):
    root = Path(__file__).parents[2]
    chips = generated.hardware_table(root)
    assert chips.count("\n") == len(hardware.chips()) + 2
    assert "| H100 SXM | GPU | 2022 | bf16 | 989.4 TFLOP/s |" in chips
    told = generated.wrong_answers(root)
    problems = [problem for path in release.solution_notebooks(root) for problem in problem_set.read(path).problems]
    report(f"problems on the page of teaching plans: {len(problems)}")
    assert problems
    assert all(f"| {problem.title} |" in told for problem in problems if not problem.hand_points)
    assert told.count("? |") > len(problems)


def test_a_cell_of_a_table_may_hold_a_bar():
    assert generated.table([["a"], ["|x|"]]) == "| a |\n| --- |\n| \\|x\\| |\n"
