"""A run that is killed at any step, or whose disk is full, goes on to exactly the numbers of an uninterrupted one."""

import os
import signal
import textwrap

import pytest
import torch
from tiny_run import FORKED, RECIPE, examples, run, run_script, same_weights, tiny_tagger

from course_utils.training import checkpoint, loop

KILLS = [
    ("step", 0), ("step", 1), ("step", 5), ("step", 6), ("step", 11), ("step", 17),
    ("write", 1), ("write", 4), ("write", 5), ("rename", 1), ("rename", 4), ("rename", 6), ("score", 1), ("score", 3),
]
KILLER = FORKED + f"KILLS = {KILLS}\n" + textwrap.dedent("""
    def dies_at(at, plain, before=lambda *arguments: None):
        count = 0
        def counted(*arguments):
            nonlocal count
            count += 1
            if count == at:
                before(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(*arguments)
        return counted

    def half(state, handle):
        handle.write(b"half a checkpoint")
        handle.flush()

    def train(where, at):
        folder = Path(sys.argv[1]) / f"{where}{at}"
        training = loop.Training(t.tiny_tagger(), t.examples(), t.RECIPE, folder=folder, checkpoint_every=2)
        score = t.dev_score
        if where == "step":
            training.step = dies_at(at + 1, training.step)
        elif where == "write":                # in the middle of writing a file
            torch.save = dies_at(at, torch.save, before=half)
        elif where == "rename":               # written, not yet in its place
            Path.replace = dies_at(at, Path.replace)
        elif where == "score":
            score = dies_at(at, score)
        training.run(score)

    for where, at in KILLS:
        child = forked(train, where, at)
        print(where, at, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""")


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A folder with what each killed run left behind."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork and no SIGKILL")
    folder = tmp_path_factory.mktemp("killed")
    said = run_script(KILLER, str(folder)).splitlines()
    assert said == [f"{where} {at} {-signal.SIGKILL}" for where, at in KILLS]
    return folder


@pytest.fixture(scope="module")
def uninterrupted():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield run()
    torch.set_num_threads(before)


@pytest.mark.parametrize(("where", "at"), KILLS)
def test_killed_anywhere_and_resumed_the_numbers_are_exactly_those_of_an_uninterrupted_run(
    where, at, killed, uninterrupted
):
    training, history = run(killed / f"{where}{at}", checkpoint_every=2)
    reference, expected = uninterrupted
    assert history == expected  # losses and scores to the last bit
    assert same_weights(training.tagger, reference.tagger)
    assert training.step_number == 18


def test_the_scale_of_fp16_is_in_the_checkpoint(tmp_path):
    recipe = RECIPE.but(autocast="fp16")
    training = loop.Training(tiny_tagger(), examples(), recipe, folder=tmp_path, checkpoint_every=1)
    training.scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
    training.step([0, 1])
    training._save()
    assert loop.Training(tiny_tagger(), examples(), recipe, folder=tmp_path).scaler.get_scale() == 1024.0


def test_a_finished_run_started_again_trains_nothing_and_gives_the_same(tmp_path, uninterrupted):
    run(tmp_path)
    lines = []
    again, history = run(tmp_path, say=lines.append)
    assert lines == [f"Going on from {tmp_path / 'checkpoint.pt'}: epoch 4, step 18 of 18."]
    assert history == uninterrupted[1]
    assert same_weights(again.tagger, uninterrupted[0].tagger)


def test_another_recipe_or_other_data_does_not_go_on_from_this_checkpoint(tmp_path):
    run(tmp_path)
    with pytest.raises(checkpoint.CheckpointError, match="another recipe or other data"):
        run(tmp_path, recipe=RECIPE.but(learning_rate=0.02))
    with pytest.raises(checkpoint.CheckpointError, match="another recipe or other data"):
        loop.Training(tiny_tagger(), examples(21), RECIPE, folder=tmp_path)


def test_a_full_disk_keeps_the_old_checkpoint_and_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "c.pt"
    checkpoint.save(path, {"step": 1})

    def full(state, handle):
        handle.write(b"some")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(checkpoint.CheckpointError, match=r"No space left on device.*make room"):
        checkpoint.save(path, {"step": 2})
    assert checkpoint.load(path) == {"step": 1}
    assert [p.name for p in tmp_path.iterdir()] == ["c.pt"]


def test_a_file_that_the_system_really_refuses_to_let_grow_keeps_the_old_checkpoint_and_model(tmp_path):
    """The writers of torch and safetensors themselves meet the limit, as they would meet a full disk."""
    pytest.importorskip("resource", reason="this system cannot limit the size of a file")
    said = run_script("""
import resource, signal, sys
from pathlib import Path
import safetensors.torch, torch
from course_utils.training import checkpoint
folder = Path(sys.argv[1])
checkpoint.save(folder / "c.pt", {"step": 1})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    checkpoint.save(folder / "c.pt", {"step": 2, "model": torch.zeros(50_000)})
except checkpoint.CheckpointError as error:
    print(error)
print(checkpoint.load(folder / "c.pt"), sorted(path.name for path in folder.iterdir()))
""", str(tmp_path))
    assert "the checkpoint could not be written" in said
    assert "make room and start again" in said
    assert "{'step': 1} ['c.pt']" in said


def test_a_damaged_checkpoint_is_named(tmp_path):
    (tmp_path / "c.pt").write_bytes(b"half a checkpoint")
    with pytest.raises(checkpoint.CheckpointError, match=r"c\.pt: not a checkpoint"):
        checkpoint.load(tmp_path / "c.pt")
    assert checkpoint.load(tmp_path / "none.pt") is None
