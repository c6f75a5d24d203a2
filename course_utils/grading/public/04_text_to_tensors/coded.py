"""Checks of problem coded: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: 0772ed263a7ec2bc

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "coded"
number = 3
title = "Problem 3 · A new word, coded"
answers = ("coded",)
forbidden = ()
points = 6
points_in_all = 8


@test_case(points=4, hidden=False)
def test_words_by_hand(env):
    merges = [("e", "t"), ("n", "et"), ("e", "n"), ("t", "en")]
    got = env["coded"]("tent", merges)
    assert isinstance(got, list), "A list of tokens is asked for, each of them a text, in the order of the word: what kind of value does your function give back?"
    assert "".join(map(str, got)) == "tent", "Joined, the tokens are the word: is a letter lost or doubled?"
    assert got != ["t", "e", "n", "t"], "No merge was made: with which symbols do you compare?"
    assert got == ["ten", "t"], "First en, then t + en: which two tokens are left?"
    assert env["coded"]("nets", merges) == ["net", "s"], "A merge may use what an earlier merge made: does yours?"


@test_case(points=2, hidden=False)
def test_the_order_learned_decides(env):
    got = env["coded"]("abc", [("b", "c"), ("a", "b")])
    assert got != ["ab", "c"], "Both pairs are in the word: which one was learned first?"
    assert got == ["a", "bc"], "After bc is joined, is ab still a pair of the word?"
