"""The judge: tests, inputs and expected values on the trusted side, a submission's code behind walls on the other."""
