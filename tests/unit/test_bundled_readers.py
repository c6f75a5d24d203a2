"""The bundled readers: adapters, added characters, and what the three readers get right on the test."""

import statistics

import pytest
import torch
from torch import nn

from course_utils import assets
from course_utils.cases import adapters, chinese_pieces, fact_passages, span_reader, span_scores, train_reader


@pytest.fixture(scope="module")
def tools():
    torch.set_num_threads(1)
    return train_reader.encoder()


def test_an_adapter_starts_as_the_layer_itself_and_then_adds_a_product_of_its_rank():
    base, x = nn.Linear(6, 4), torch.randn(3, 6)
    layer = adapters.Adapter(base, 2, torch.Generator().manual_seed(0))
    assert torch.equal(layer(x), base(x))
    nn.init.normal_(layer.up)
    addition = layer.up @ layer.down
    assert torch.allclose(layer(x), nn.functional.linear(x, base.weight + addition, base.bias), atol=1e-6)
    assert torch.linalg.matrix_rank(addition) == 2
    layer(x).sum().backward()
    assert base.weight.grad is None


def test_adapt_reaches_each_linear_layer_once_and_leaves_the_rest_frozen():
    block = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Sequential(nn.Linear(16, 8)), nn.LayerNorm(8))
    adapters.adapt(block, 4, seed=0)
    assert sum(isinstance(part, adapters.Adapter) for part in block.modules()) == 2
    assert sum(value.numel() for value in adapters.trained(block).values()) == 2 * 4 * (8 + 16)
    with pytest.raises(ValueError, match="rank of at least 1"):
        adapters.adapt(block, 0, seed=0)


def test_only_the_added_pieces_get_trained_vectors_and_they_start_at_zero():
    added = adapters.PieceAdapter(vocabulary=10, added=4, width=8, seed=0)
    ids = torch.tensor([[0, 5, 6, 9]])
    assert not added(ids).any()
    nn.init.normal_(added.features)
    moved = added(ids)
    assert not moved[0, :2].any()
    assert torch.allclose(moved[0, 2], added.up @ added.features[:, 0], atol=1e-6)
    assert torch.allclose(moved[0, 3], added.up @ added.features[:, 3], atol=1e-6)


def test_the_added_characters_are_those_of_the_standard_and_no_two_share_a_vector(tools, report):
    tokenizer, model = tools
    chars = chinese_pieces.common_characters()
    assert len(chars) == len(set(chars)) == 6763
    texts = [e.passage for part in ("train", "dev", "written") for e in fact_passages.read("zh", part=part)]
    assert tokenizer.unk_token not in {piece for text in texts for piece in tokenizer.tokenize(text)}
    ids = torch.tensor(tokenizer.convert_tokens_to_ids(list(chars)))
    assert len(ids.unique()) == 6763
    near = nn.functional.normalize(model.embeddings.word_embeddings.weight[ids[:500]], dim=1)
    assert (near @ near.T).fill_diagonal_(0).max() < 0.999
    plain = assets.encoder("minilm")[0]
    english = fact_passages.read("en")[0].passage
    assert plain(english)["input_ids"] == tokenizer(english)["input_ids"]
    report(f"{len(tokenizer) - len(plain):,} pieces added")


def test_targets_in_chinese_give_their_answer_back(tools):
    examples = fact_passages.read("zh", part="train")
    for row in span_reader.windows(tools[0], examples):
        e = examples[row.example]
        if e.answers and row.start:
            assert e.passage[row.offsets[row.start][0] : row.offsets[row.end][1]] == e.answers[0]


@pytest.mark.parametrize(("language", "least"), [("en", 0.7), ("zh", 0.25)])  # word overlap: 0.13 and 0.20
def test_each_bundled_reader_reads_written_passages_of_the_test(tools, language, least, report):
    tokenizer, model = tools
    examples = fact_passages.read(language)
    rows = span_reader.windows(tokenizer, examples)
    states = span_reader.lower_states(model, rows, train_reader.LAYER)
    shares = []
    for seed in train_reader.SEEDS:
        said = span_reader.answers(train_reader.load(model, language, seed), states, rows, examples)
        asked = [(answer.text, e.answers) for answer, e in zip(said, examples, strict=True) if e.answers]
        shares.append(statistics.fmean(span_scores.best_of(span_scores.exact, *pair) for pair in asked))
    report(f"{language}: exact match {[round(share, 3) for share in shares]} of the seeds, {len(asked)} questions")
    assert min(shares) > least
    assert statistics.fmean(shares) > {"en": 0.8, "zh": 0.4}[language]


def test_a_reader_of_another_make_is_refused(tools, tmp_path):
    from safetensors.torch import save_file

    save_file({"heads.weight": torch.zeros(2, 384)}, tmp_path / "x.safetensors")
    with pytest.raises(assets.AssetError, match="differ in"):
        train_reader.load(tools[1], "en", 0, tmp_path / "x.safetensors")


def test_a_bundled_reader_has_at_most_560_kb(report):
    sizes = [path.stat().st_size for path in assets.bundled("readers").iterdir()]
    report(f"bundled readers: {len(sizes)}, the largest {max(sizes) / 1e3:.0f} kB, together {sum(sizes) / 1e6:.1f} MB")
    assert len(sizes) == 2 * len(train_reader.SEEDS)
    assert max(sizes) <= 560_000
