"""Recipe: every choice of a tagging run in one record, so that two runs differ by exactly what is written here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from course_utils.training.schedule import SCHEDULES

AUTOCASTS = (None, "bf16", "fp16")


@dataclass(frozen=True)
class Recipe:
    """The choices; the defaults are those that hold for every recipe with correct labels."""

    name: str
    # labels
    by_position: bool = False  # the articles' defect: word i's label on position i
    score_all: bool = False  # the articles' defect: [CLS], [SEP], later pieces and padding count as O
    # model
    casing: bool = False
    layers: int | None = None
    attention: str = "sdpa"
    dropout: float = 0.1
    freeze_embeddings: bool = False
    freeze_layers: int = 0  # how many of the lowest layers stay as pretraining made them
    # batches
    max_pieces: int = 128
    windows: bool = False  # neighbours of a document share a row
    pad_to: int | None = None  # None: as wide as the longest row of the batch
    pool: int = 50  # batches sorted by length together; 1 is a plain shuffle
    batch_size: int = 32
    micro_batch: int | None = None  # rows that go through the model at once; None: all
    # optimizer
    epochs: int = 3
    learning_rate: float = 3e-4
    head_rate: float = 1.0  # how many times that rate the new parameters get: head and casing
    schedule: str = "linear"
    warmup: float = 0.1
    weight_decay: float = 0.01
    clip: float | None = 1.0
    fused: bool = True
    autocast: str | None = None  # "bf16" or "fp16" inside the model; None: 32 bits everywhere
    select: bool = True  # keep the epoch that is best on dev; False: the last
    patience: int | None = None  # stop after so many epochs in a row without a better dev score; None: never
    # reading the answer
    legal: bool = False  # the best sequence of tags that IOB2 allows; False: each word's own best tag
    looks: int = 1  # with windows: how many differently cut rows each word is read in
    seed: int = 0

    def __post_init__(self) -> None:
        if self.schedule not in SCHEDULES:
            raise ValueError(f"The schedule “{self.schedule}” is not one of {', '.join(SCHEDULES)}.")
        if self.autocast not in AUTOCASTS:
            raise ValueError(f"Autocast “{self.autocast}” is not one of bf16, fp16 and none.")
        if self.epochs < 1 or self.batch_size < 1:
            raise ValueError("A run needs at least one epoch and a batch of at least one row.")
        if self.freeze_layers < 0 or (self.patience is not None and self.patience < 1):
            raise ValueError("No fewer than 0 layers can be frozen, and patience is at least one epoch.")
        if self.max_pieces < 3:
            raise ValueError("A row holds [CLS], [SEP] and at least one piece: max_pieces must be 3 or more.")

    def record(self) -> dict:
        """The choices as a dictionary for JSON."""
        return asdict(self)

    def but(self, **changes: object) -> Recipe:
        """The same recipe with some choices changed."""
        return replace(self, **changes)


RECIPES = {
    # What the articles print: labels by position, everything scored, fixed width, constant rate, last epoch.
    "articles": Recipe(
        "articles", by_position=True, score_all=True, pad_to=128, pool=1, batch_size=16, epochs=5, learning_rate=2e-5,
        schedule="constant", warmup=0.0, clip=None, fused=False, select=False,
    ),
    # The same machine work with the defects mended: right labels, a schedule, the dev set's best epoch.
    "plain": Recipe("plain", pad_to=128, pool=1, batch_size=16, epochs=3, learning_rate=5e-5, fused=False),
    # What chapter 09 arrives at.
    "course": Recipe(
        "course", casing=True, windows=True, attention="eager", freeze_embeddings=True, batch_size=8, head_rate=5.0,
        legal=True, looks=2,
    ),
}

# The course recipe's peak rate is MiniLM's; larger encoders want a lower one: Devlin et al. 2019, appendix A.3.
PEAK_RATES = {"bert-base-cased": 5e-5}
