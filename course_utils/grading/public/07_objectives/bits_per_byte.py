"""Checks of problem bits_per_byte: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: 6355ee7d20bc89e2

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "bits_per_byte"
number = 5
title = "Problem 5 · Two tokenizers, one text"
answers = ("perplexity", "bits_per_byte", "best_first")
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=2, hidden=False)
def test_perplexity_of_known_losses(env):
    import math

    from course_utils.grading.values import close

    got = env["perplexity"]([math.log(2), math.log(8), math.log(4)])
    assert isinstance(got, int | float), "A number is asked for: of which type is yours?"
    assert not close(got, math.log(4)), "That is the mean loss: what turns nats back into a number of choices?"
    assert not close(got, 14 / 3), "Do you average the losses, or the numbers of choices?"
    assert not close(got, 64.0), "A longer text is not harder: what is the total loss divided by?"
    assert not close(got, 2 ** math.log(4)), "The losses are in nats: to which base do they belong?"
    assert close(got, 4.0), "Losses of ln 2, ln 8 and ln 4: what is their mean, and which number has that logarithm?"


@test_case(points=2, hidden=False)
def test_bits_per_byte_of_known_losses(env):
    import math

    from course_utils.grading.values import close

    nats = [math.log(2)] * 4
    got = env["bits_per_byte"](nats, "abcdefgh")
    assert isinstance(got, int | float), "A number of bits is asked for: of which type is yours?"
    assert not close(got, 0.5 * math.log(2)), "These are nats per byte: how many bits is one nat?"
    assert not close(got, 0.5 * math.log(2) ** 2), "Is a nat more than a bit, or less: do you multiply by ln 2 or divide by it?"
    assert not close(got, 1.0), "These are bits per token: what does the tokenizer not change?"
    assert not close(got, 0.125), "The total loss is asked for: did you take the mean first?"
    assert close(got, 0.5), "Four bits for eight bytes: how many bits is that for one byte?"


@test_case(points=1, hidden=False)
def test_the_better_model_comes_first(env):
    text = "the cat sleeps here ."
    models = {"bytes": [1.2] * 21, "pieces": [3.0] * 5, "words": [8.0, 4.0, 4.0]}
    got = env["best_first"](text, models)
    assert isinstance(got, list), "A list of names is asked for: what do you give back?"
    assert got != ["bytes", "pieces", "words"], "Do you rank by perplexity, and what has each model's perplexity to do with its tokenizer?"
    assert got != ["bytes", "words", "pieces"], "Does the best model have the most bits per byte, or the fewest?"
    assert got == ["pieces", "words", "bytes"], "Which of the three needs the fewest bits for the whole text?"
