"""Measure: the ceilings of this machine, and the times of a list of kernels, predicted before they are measured."""
