"""Checks of problem misreading: made by `course release` from solutions/21_claims_on_trial.ipynb."""
# ruff: noqa: E501
# Text digest: 1c92dd587b7a912d

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "misreading"
number = 4
title = "Problem 4 · A misread data sheet"
answers = ("transfer_s", "misreading")
forbidden = ()
points = 6
points_in_all = 12


@test_case(points=4, hidden=False)
def test_times_by_hand(env):
    from course_utils.grading.values import close

    transfer_s = env["transfer_s"]
    assert not close(transfer_s(90, "GB", 900, 1), 10.0), "Is a time an amount over a rate, or a rate over an amount?"
    assert close(transfer_s(90, "GB", 900, 1), 0.1), "90 GB at 900 GB/s: how many seconds?"
    assert not close(transfer_s(90, "GB", 900, 2), 0.05), "Both directions together are 900: does one direction get more than that, or less?"
    assert close(transfer_s(90, "GB", 900, 2), 0.2), "Both directions together are 900: how much is left for one of them?"
    assert not close(transfer_s(1, "GiB", 1, 1), 1.0), "How many bytes has a GiB?"
    assert close(transfer_s(1, "GiB", 1, 1), 1.073741824), "A GiB is 1024 · 1024 · 1024 bytes, a GB is a thousand million: how many seconds at 1 GB/s?"


@test_case(points=2, hidden=False)
def test_one_misreading_each(env):
    misreading = env["misreading"]
    assert misreading(90, "GB", 900, 1, 0.1) == "none", "90 GB at 900 GB/s do take 0.1 s: what does your function object to?"
    assert misreading(10, "GiB", 10, 1, 1.0) == "GB for GiB", "10 GiB at 10 GB/s in 1.0 s: how was the amount read?"
    assert misreading(90, "GB", 900, 1, 0.8) == "bits for bytes", "Eight times too long: what are there eight of in a byte?"
