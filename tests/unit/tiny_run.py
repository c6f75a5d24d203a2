"""A tagging run so small that a step takes a millisecond, and the way to run it in forked processes."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import torch

from course_utils.training import loop, prediction, tagger
from course_utils.training.alignment import IGNORED, Example
from course_utils.training.recipe import Recipe

ROOT = Path(__file__).parents[2]
TAGS = ["O", "B-X", "I-X"]
# One interpreter imports torch once and forks a child for every run.
FORKED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    import torch
    torch.set_num_threads(1)
    import torch._dynamo  # the first optimizer step would import it in every child
    import tiny_run as t
    from course_utils.training import loop
    t.tiny_tagger()  # so is the model's module

    def forked(action, *arguments):
        child = os.fork()
        if child == 0:
            try:
                action(*arguments)
            except BaseException as error:
                print(arguments, repr(error), file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        return child
""").format(tests=str(Path(__file__).parent))


def tiny_tagger(*, dropout=0.1, casing=True, layers=1):
    """A random BERT of 2,000 parameters or so: nothing is fetched, and a step takes a millisecond."""
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    config = BertConfig(vocab_size=20, hidden_size=16, num_hidden_layers=layers, num_attention_heads=2,
                        intermediate_size=24, max_position_embeddings=16, hidden_dropout_prob=dropout,
                        attention_probs_dropout_prob=dropout)
    encoder = BertModel(config, add_pooling_layer=False)
    return tagger.Tagger(encoder, TAGS, casing=casing, dropout=dropout)


def examples(count=22):
    """Rows of a task that can be learnt: pieces above 12 are names."""
    draw = torch.Generator().manual_seed(3)
    rows = []
    for number in range(count):
        n = int(torch.randint(3, 10, (1,), generator=draw))
        ids = torch.randint(3, 20, (n,), generator=draw).tolist()
        labels = [IGNORED, *[int(i > 12) for i in ids[1:-1]], IGNORED]
        rows.append(Example(ids, labels, [1] * n, [(number, w) for w in range(n - 2)], list(range(1, n - 1))))
    return rows


def dev_score(model):
    """The share of words that are right, to all digits."""
    return prediction.position_accuracy(model, examples())


RECIPE = Recipe("tiny", epochs=3, batch_size=4, pool=2, learning_rate=0.01, seed=5)


def run(folder=None, recipe=RECIPE, **options):
    training = loop.Training(tiny_tagger(), examples(), recipe, folder=folder, **options)
    return training, training.run(dev_score)


def same_weights(left, right):
    return all(torch.equal(a, b) for a, b in zip(left.state_dict().values(), right.state_dict().values(), strict=True))


def run_script(code, *arguments):
    """What a script printed, which must end well."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=300,
                          env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
