"""Parallel: several processes on one machine that compute together, and the plan for many machines."""
