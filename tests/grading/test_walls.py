"""The walls: which form is chosen, what is said when a piece is missing, and the limits that each fork has."""

import os
import shutil
import subprocess
import sys
import time

import hostile_code
import pytest
from small_set import FULL, IMPORTS, LIMITS, RIGHT, notebook

from course_utils.grading.judge import confinement, fork_server, kernel_call, syscall_filter
from course_utils.grading.judge.confinement import Confinement, NoConfinement
from course_utils.grading.judge.fork_server import ForkServer, ServerLost
from course_utils.grading.judge.submission import Submission

FORMS = ["namespaces", "landlock"]


def judged(worker, form, tmp_path, text):
    path = tmp_path / "one.ipynb"
    path.write_text(text)
    return worker(form).judge(Submission("one", path))[0]


def inspected(worker, form, tmp_path, expression):
    """What an expression gives behind the walls: an answer that is right only if it is true."""
    return judged(worker, form, tmp_path, hostile_code.won_by(f"import os\nwon = bool({expression})")).score == FULL


def test_namespaces_come_first_then_landlock_then_a_refusal(walls, monkeypatch):
    walls("namespaces"), walls("landlock")
    assert confinement.choose().form == "namespaces"
    without_bwrap = lambda name: None if name == "bwrap" else shutil.which(name)  # noqa: E731
    monkeypatch.setattr(confinement.shutil, "which", without_bwrap)
    chosen = confinement.choose()
    assert chosen.form == "landlock"
    assert "apt install bubblewrap" in chosen.missing[0]
    monkeypatch.setattr(confinement, "_first_look", lambda name: f"{name} is hidden")
    with pytest.raises(
        NoConfinement, match=r"namespaces is hidden[\s\S]*landlock is hidden[\s\S]*--unsafe-no-sandbox"
    ):
        confinement.choose()


def test_a_missing_filter_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(NoConfinement, match="pip install pyseccomp"):
        confinement.choose()


def test_refused_user_namespaces_are_explained(monkeypatch):
    monkeypatch.setattr(fork_server, "trial", lambda one: "setting up uid map: Permission denied")
    with pytest.raises(NoConfinement, match=r"Permission denied; user namespaces are refused here[\s\S]*AppArmor"):
        confinement.choose("namespaces")
    with pytest.raises(NoConfinement, match=r"Linux 5\.13"):
        confinement.choose("landlock")


def test_without_a_sandbox_only_by_name_and_in_every_result(tmp_path, solution, worker):
    assert confinement.choose(unsafe=True).form == "none"
    verdict = judged(worker, "none", tmp_path, notebook(IMPORTS, RIGHT))
    assert (verdict.score, verdict.sandbox) == (FULL, "none")
    assert "WARNING" in confinement.UNSAFE_WARNING


def test_a_wall_that_cannot_be_raised_ends_the_fork(walls, solution):
    whole = walls("landlock")
    with ForkServer(Confinement("landlock", whole.program[:-3]), LIMITS, []) as server, pytest.raises(ServerLost):
        server.fork()


def test_what_an_answer_may_read_holds_no_tests():
    paths = confinement.readable()
    assert str(confinement.PACKAGE) in paths
    assert not any(os.path.exists(os.path.join(path, "solutions")) for path in paths)
    assert os.path.expanduser("~") not in paths


def test_the_filter_differs_between_the_forms():
    inside, outside = syscall_filter.compiled(True), syscall_filter.compiled(False)
    assert len(inside) > len(outside) > 800
    assert len(inside) % 8 == 0


def test_memory_in_large_pages_holds_what_it_held():
    code = (
        "from course_utils.grading.judge import kernel_call\n"
        "held = [str(n) for n in range(300_000)]\n"
        "print(kernel_call.collapse_memory(), held == [str(n) for n in range(300_000)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    pages, same = done.stdout.split()
    assert same == "True"
    assert int(pages) >= 0


def test_landlock_is_asked_for_its_version():
    assert kernel_call.landlock_version() >= 0


@pytest.mark.parametrize("form", FORMS)
def test_a_fork_sees_nothing_of_others(worker, form, tmp_path):
    for expression in (
        "os.environ.get('PYTEST_CURRENT_TEST')",
        "len(os.listdir('/proc')) > 0",
        "len(os.listdir('/home')) >= 0",
        "os.open('/dev/kmsg', os.O_RDONLY) >= 0",
        "len(os.listdir('/proc/self/fd')) > 0",
        "os.getpid() > 1 and os.kill(os.getppid(), 0) is None" if form == "landlock" else "os.getppid()",
    ):
        assert not inspected(worker, form, tmp_path, expression), expression


@pytest.mark.parametrize("form", FORMS)
def test_a_fork_holds_one_descriptor_beside_the_standard_three(worker, form, tmp_path):
    code = "def held(n):\n    try: return os.fstat(n)\n    except OSError: return None\n"
    attack = code + "won = sum(held(n) is not None for n in range(3, 64)) == 1"
    assert judged(worker, form, tmp_path, hostile_code.won_by("import os\n" + attack)).score == FULL


def test_the_work_folder_is_its_own_and_small(worker, tmp_path):
    attack = "import os\nopen('/answer/x', 'w').write('1')\n"
    attack += "won = os.listdir('/answer') == ['x'] and os.getcwd() == '/answer'"
    for _ in range(2):  # the second fork does not see the first one's file
        assert judged(worker, "namespaces", tmp_path, hostile_code.won_by(attack)).score == FULL
    full = "import os\nwon = os.statvfs('/answer').f_blocks * os.statvfs('/answer').f_frsize == 32 << 20"
    assert judged(worker, "namespaces", tmp_path, hostile_code.won_by(full)).score == FULL


@pytest.mark.parametrize("form", FORMS)
def test_a_loop_ends_within_its_limit_and_a_second(worker, form, tmp_path):
    begun = time.monotonic()
    verdict = judged(worker, form, tmp_path, hostile_code.TIME["loop in the function"])
    seconds = time.monotonic() - begun
    assert verdict.status == "timeout"
    assert LIMITS.question_s <= seconds < LIMITS.question_s + 1 + 2 * os.getloadavg()[0] / (os.cpu_count() or 1)


@pytest.mark.parametrize("form", FORMS)
def test_ended_processes_are_gone(worker, form, tmp_path):
    judged(worker, form, tmp_path, hostile_code.RESOURCES["threads without end"])
    zygotes = worker(form).server.process.pid
    children = os.popen(f"ps -o pid= --ppid {zygotes}").read().split()
    left = [pid for pid in children if os.popen(f"ps -o pid= --ppid {pid}").read().split()]
    assert len(left) <= 1  # bubblewrap's own child holds the zygote; no answer is left
