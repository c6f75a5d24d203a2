"""Published runs: large training runs with the figures that their own reports give, to hold a plan against."""

from __future__ import annotations

from dataclasses import dataclass

from course_utils import costs

A100, H100 = 312e12, 989.4e12
"""Dense bf16 peaks in FLOP/s, as in the hardware records."""


@dataclass(frozen=True)
class Run:
    """One run. rate: FLOP/s that a device reached by the report (midway where it gives a range); None if not given.

    flop and device_hours: as reported, or None. passes: 6 FLOP a parameter and token, or 8 where the reported rate also
    counts activations that are computed a second time. source: key in the list of references. note: what to know.
    """

    name: str
    parameters: float
    tokens: float
    source: str
    passes: int = 6
    rate: float | None = None
    flop: float | None = None
    device_hours: float | None = None
    note: str = ""

    @property
    def planned_flop(self) -> float:
        """6·N·D, or 8·N·D where the report's rate counts recomputed activations."""
        return costs.training_flop(self.parameters, self.tokens) * self.passes / 6

    @property
    def planned_hours(self) -> float | None:
        """Device-hours at the reported rate, or None without one: 4.2e23 FLOP at 140e12 FLOP/s are 833,333."""
        return None if self.rate is None else costs.run_s(self.planned_flop, 1, self.rate, 1.0) / 3600

    @property
    def errors(self) -> dict[str, float]:
        """Planned over reported, minus one, for "flop" and "device-hours" as far as they were reported."""
        pairs = {"flop": (self.planned_flop, self.flop), "device-hours": (self.planned_hours, self.device_hours)}
        return {what: plan / told - 1 for what, (plan, told) in pairs.items() if plan is not None and told is not None}


RUNS = (
    Run("GPT-3", 174.6e9, 300e9, "brown2020", flop=3.14e23, note="table D.1"),
    Run("Megatron-LM, size of GPT-3", 175e9, 300e9, "narayanan2021", passes=8, rate=140e12, device_hours=1024 * 34 * 24,
        note="1,024 A100, 34 days: the report's own estimate from a measured rate"),
    Run("Megatron-LM, a trillion", 1e12, 450e9, "narayanan2021", passes=8, rate=163e12, device_hours=3072 * 84 * 24,
        note="3,072 A100, 84 days: the report's own estimate from a measured rate"),
    Run("BLOOM", 176.247e9, 366e9, "workshop2022", passes=8, rate=150e12, device_hours=1_082_990,
        note="about 150 TFLOP/s; the hours count restarts and failures"),
    Run("LLaMA 65B", 65.2e9, 1.4e12, "touvron2023", rate=380 * 6 * 65.2e9, device_hours=1_022_362,
        note="380 tokens a second and A100"),
    Run("Llama 2 70B", 70e9, 2e12, "touvronchat2023", device_hours=1_720_320, note="no rate reported"),
    Run("Llama 3 405B", 405e9, 15.6e12, "grattafiori2024", rate=0.405 * H100, flop=3.8e25, device_hours=30.84e6,
        note="MFU of 38 to 43 %; the hours are the model card's for all of training"),
)
