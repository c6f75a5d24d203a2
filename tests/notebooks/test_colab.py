"""A notebook as Colab meets it: Python with Colab's kind of packages, no clone, no course; the first cell installs it.

Colab's packages are stood in for by this environment's own, linked one by one without the course. pip may fetch
nothing, so that a first cell which asks for anything beyond them fails here.
"""

import ast
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat
import pytest

from course_utils import manuscript, notebooks

ROOT = Path(__file__).parents[2]
CHAPTERS = notebooks.chapters()
WHOLE = "05_attention"  # the chapter that is run from top to bottom here; all of them are by the other notebook tests
KEPT_OUT = ("two_machines", "_editable_impl", "pip", "editables")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("archive")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return next(out.glob("*.whl"))


@pytest.fixture
def colab(tmp_path):
    """An interpreter of its own that knows every installed package but the course."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "vm")], check=True, timeout=120)
    preinstalled = tmp_path / "preinstalled"
    preinstalled.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(KEPT_OUT) and entry.suffix != ".pth":
            (preinstalled / entry.name).symlink_to(entry)
    python = tmp_path / "vm" / "bin" / "python"
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    folder = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    (Path(folder) / "preinstalled.pth").write_text(f"{preinstalled}\n")
    return python


def run_in(python, nb, tmp_path):
    """The notebook, executed by this interpreter in an empty folder; an error of a cell is raised."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    spec = tmp_path / "kernels" / "colab"
    spec.mkdir(parents=True)
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "Colab", "language": "python"}))
    manager = AsyncKernelManager(kernel_name="colab")
    manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[str(spec.parent)])
    content = tmp_path / "content"
    content.mkdir()
    without = ("PYTHONPATH", "COURSE_WIDGETS", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in without}
    environment |= {"PIP_NO_INDEX": "1", "COURSE_OFFLINE": "1", "COURSE_SIZE": "small", "OMP_NUM_THREADS": "1"}
    client = NotebookClient(nb, km=manager, timeout=180, resources={"metadata": {"path": str(content)}})
    client.execute(env=environment)


def first_cells(path, wheel):
    """The chapter's cells, the archive's address in the first of them replaced by the wheel made from this tree."""
    nb = notebooks.read(path)
    first = next(cell for cell in nb.cells if cell.cell_type == "code")
    address = "https://github.com/two-machines/course/archive/refs/heads/main.zip"
    assert f"%pip install -q {address}" in first.source, f"{path}: the first code cell installs the course"
    first.source = first.source.replace(address, str(wheel))
    return nb, first


@pytest.mark.parametrize("path", [p for p in CHAPTERS if p.stem == WHOLE], ids=lambda p: p.stem)
def test_a_chapter_installs_the_course_and_runs_from_top_to_bottom(path, wheel, colab, tmp_path):
    nb, _ = first_cells(path, wheel)
    nb.cells.append(nbformat.v4.new_code_cell("import course_utils\nprint(course_utils.__file__)"))
    run_in(colab, nb, tmp_path)
    where = nb.cells[-1].outputs[0].text
    assert str(tmp_path / "vm") in where, "the course came from somewhere else than the first cell"
    done = [cell for cell in nb.cells if cell.cell_type == "code" and cell.execution_count]
    assert len(done) > 10


def test_every_chapter_finds_what_it_imports(wheel, colab, tmp_path, report):
    cells, imports = {}, 0
    for path in CHAPTERS:
        nb, first = first_cells(path, wheel)
        cells[first.source] = None
        trees = [manuscript.parse_cell(cell.source) for cell in nb.cells if cell.cell_type == "code"]
        nodes = [node for tree in trees for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        lines = list(map(ast.unparse, nodes))
        cells["\n".join(lines)] = None
        imports += len(lines)
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    run_in(colab, nb, tmp_path)
    report(f"imports of {len(CHAPTERS)} chapters in a bare environment: {imports}")
    assert imports > len(CHAPTERS)
