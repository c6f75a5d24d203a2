"""First tellings: a name is told once over all chapters, and equals the library's on random input."""

import ast

import pytest
import torch

from course_utils import costs, manuscript, notebooks
from course_utils.cases import alarms, ranking, recommendation, sentence_classifier, span_reader, span_scores, towers
from course_utils.nn import attention as library
from course_utils.nn import decoder, encoder, objectives, online_softmax, positions
from course_utils.text import merging
from course_utils.training import alignment, batches, conll, metrics, optimizers, pretrain, schedule, tagger, valley


def some_targets(g):
    """(3, 7) targets of which about a third are ignored."""
    return torch.randint(5, (3, 7), generator=g).masked_fill(torch.rand(3, 7, generator=g) < 0.3, objectives.IGNORE)


def corruption(g):
    """Arguments of mask_tokens for a text of 4 × 30 tokens, a tenth of them special."""
    ids = torch.randint(10, 90, (4, 30), generator=g)
    return ids, torch.rand(4, 30, generator=g) < 0.1, 3, 90, torch.Generator().manual_seed(int(ids[0, 0]))


def pseudo_case(g):
    """A model of five words and [MASK] = 5 whose logits depend on the left neighbour, and a text of four."""
    table = torch.randn(6, 5, generator=g)
    return lambda ids: table[ids.roll(1, dims=-1)] + table[ids], torch.randint(5, (4,), generator=g), 5


def span_case(g):
    """A text of nine tokens, some of them noise, and ten sentinels."""
    return range(9), (torch.rand(9, generator=g) < 0.4).tolist(), range(50, 60)


def some_mask(g):
    """Which of five pieces are real in each of three rows: the first always is."""
    return torch.arange(5) < torch.randint(1, 6, (3, 1), generator=g)


def two_logits(g):
    """Two logits for each of nine rows, and the class of each."""
    return torch.randn(9, 2, generator=g), torch.randint(2, (9,), generator=g)


def scores_and_gains(g):
    """Scores of nine items, how much each is wanted, and how many places count."""
    return torch.rand(9, generator=g).numpy(), torch.randint(3, (9,), generator=g).numpy(), 4


TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def some_tags(g):
    """Forty tags, legal or not."""
    return [TAGS[i] for i in torch.randint(5, (40,), generator=g)]


def some_pieces(g):
    """The word of each piece, as a tokenizer tells it, and a label for each word."""
    words = torch.arange(9).repeat_interleave(torch.randint(1, 4, (9,), generator=g))
    return [None, *words.tolist(), None], torch.randint(5, (9,), generator=g).tolist()


def some_rows(g):
    """Lengths of 100 rows, a batch size, and a generator in a state of its own."""
    lengths = torch.randint(3, 40, (100,), generator=g).tolist()
    return lengths, 1 + lengths[0] % 9, torch.Generator().manual_seed(lengths[1])


def some_symbols(g):
    """A word of twelve symbols out of three."""
    return tuple(torch.randint(3, (12,), generator=g).tolist())


def some_merges(g):
    """A word, and five merges as a tokenizer learns them: rank and made number of each pair."""
    learned = [(0, 1), (1, 2), (3, 0), (2, 2), (4, 3)]
    order = torch.randperm(3, generator=g).tolist()
    learned[:2] = [learned[i] for i in order if i < 2]
    return some_symbols(g), {p: n for n, p in enumerate(learned)}, {p: 3 + n for n, p in enumerate(learned)}


def some_rankings(g):
    """Nine orders of six items, and the item that is wanted of each; some items are not ranked."""
    return [torch.randperm(6, generator=g).tolist()[:5] for _ in range(9)], torch.randint(6, (9,), generator=g).tolist()


def some_scores(g):
    """Two lists of scores on a coarse grid, so that ties occur."""
    return tuple((torch.randint(9, (12,), generator=g) / 8).tolist() for _ in range(2))


def span_scores_of(g):
    """Start and end scores of nine pieces, and which of them are allowed, the first always."""
    allowed = (torch.rand(9, generator=g) < 0.7) | (torch.arange(9) == 0)
    return *torch.randint(9, (2, 9), generator=g).double(), allowed, 4


def some_offsets(g):
    """Seven pieces of three characters behind two outside the passage, and an answer."""
    start = int(torch.randint(20, (), generator=g))
    end = start + 1 + int(torch.randint(6, (), generator=g))
    return [None, None, *((i, i + 3) for i in range(0, 21, 3))], start, end


def some_answer(g):
    """Six words out of six that normalisation changes or not."""
    return " ".join(["The", "old-town", "a", "MAP,", "map", "1871"][i] for i in torch.randint(6, (6,), generator=g))


ROOM_OF = {  # name told in a chapter → the library object of the same name, and random arguments for both
    "softmax": (library.softmax, lambda g: (torch.randn(3, 5, generator=g), -1)),
    "attention": (library.attention, lambda g: tuple(torch.randn(3, 2, 4, 6, 8, generator=g))),
    "causal_mask": (library.causal_mask, lambda g: (int(torch.randint(1, 9, (), generator=g)),)),
    "padding_mask": (library.padding_mask, lambda g: (torch.randint(1, 7, (4,), generator=g), 7)),
    "cross_entropy": (objectives.cross_entropy, lambda g: (torch.randn(3, 7, 5, generator=g), some_targets(g))),
    "next_token_loss": (objectives.next_token_loss, lambda g: (torch.randn(3, 7, 5, generator=g), some_targets(g))),
    "mask_tokens": (objectives.mask_tokens, corruption),
    "corrupt_spans": (objectives.corrupt_spans, span_case),
    "perplexity": (objectives.perplexity, lambda g: (torch.rand((), generator=g).item(),)),
    "bits_per_byte": (objectives.bits_per_byte, lambda g: (torch.rand((), generator=g).item(), "naïve 注意")),
    "roofline_time_s": (costs.roofline_time_s, lambda g: (costs.Cost(*torch.rand(2, generator=g).tolist()), 0.3, 0.4)),
    "prefill": (costs.prefill, lambda g: tuple(torch.randint(1, 900, (6,), generator=g).tolist())),
    "decode_step": (costs.decode_step, lambda g: tuple(torch.randint(1, 900, (6,), generator=g).tolist())),
    "critical_batch": (costs.critical_batch, lambda g: (*torch.randint(1, 900, (4,), generator=g).tolist(), 9.5)),
    "generation_costs": (decoder.generation_costs, lambda g: tuple(torch.randint(1, 20, (5,), generator=g).tolist())),
    "pseudo_log_likelihood": (objectives.pseudo_log_likelihood, pseudo_case),
    "sinusoidal": (positions.sinusoidal, lambda g: (int(torch.randint(1, 9, (), generator=g)), 6)),
    "rotate": (positions.rotate, lambda g: (torch.randn(2, 5, 8, generator=g), torch.randint(99, (5,), generator=g))),
    "summary_of": (online_softmax.summary_of, lambda g: tuple(torch.randn(3, 4, 6, generator=g))),
    "merge_summaries": (online_softmax.merge_summaries, lambda g: tuple(torch.randn(2, 3, 4, 1, generator=g))),
    "block_parameters": (costs.block_parameters, lambda g: tuple(torch.randint(1, 900, (2,), generator=g).tolist())),
    "bert_parameters": (costs.bert_parameters, lambda g: tuple(torch.randint(1, 900, (6,), generator=g).tolist())),
    "gpt2_parameters": (costs.gpt2_parameters, lambda g: tuple(torch.randint(1, 900, (4,), generator=g).tolist())),
    "t5_parameters": (costs.t5_parameters, lambda g: tuple(torch.randint(1, 900, (7,), generator=g).tolist())),
    "mean_state": (sentence_classifier.mean_state, lambda g: (torch.randn(3, 5, 4, generator=g), some_mask(g))),
    "best_temperature": (sentence_classifier.best_temperature, two_logits),
    "spans": (conll.spans, lambda g: (some_tags(g),)),
    "label_pieces": (alignment.label_pieces, some_pieces),
    "entity_f1": (metrics.entity_f1, lambda g: ([some_tags(g)], [some_tags(g)])),
    "buckets": (batches.buckets, some_rows),
    "adam_direction": (optimizers.adam_direction, lambda g: (*torch.rand(3, 4, 5, generator=g), 3)),
    "trust_ratio": (optimizers.trust_ratio, lambda g: tuple(torch.randn(2, 4, 5, generator=g))),
    "rogan_gladen": (alarms.rogan_gladen, lambda g: (torch.rand((), generator=g).item(), 0.85, 0.1)),
    "em_share": (alarms.em_share, lambda g: (torch.rand(30, generator=g).double().numpy(), 0.3)),
    "cusum": (alarms.cusum, lambda g: (torch.rand(30, generator=g).tolist(), 0.5, 0.05, 0.4)),
    "ewma": (alarms.ewma, lambda g: (torch.rand(30, generator=g).tolist(), 0.5, 0.2)),
    "recall_at": (ranking.recall_at, lambda g: (*some_rankings(g), int(torch.randint(1, 6, (), generator=g)))),
    "mean_reciprocal_rank": (ranking.mean_reciprocal_rank, some_rankings),
    "fuse": (ranking.fuse, lambda g: (some_rankings(g)[0],)),
    "auroc": (ranking.auroc, some_scores),
    "ndcg_at": (recommendation.ndcg_at, scores_and_gains),
    "linear": (schedule.linear, lambda g: (int(torch.randint(50, (), generator=g)), 50)),
    "count_pairs": (merging.count_pairs, lambda g: ({some_symbols(g): 2, some_symbols(g): 3},)),
    "merge_pair": (merging.merge_pair, lambda g: (some_symbols(g), (0, 1), 7)),
    "apply_merges": (merging.apply_merges, some_merges),
    "best_span": (span_reader.best_span, span_scores_of),
    "span_of": (span_reader.span_of, some_offsets),
    "normalize": (span_scores.normalize, lambda g: (some_answer(g),)),
    "f1": (span_scores.f1, lambda g: (some_answer(g), some_answer(g))),
}


def told():
    """All names that chapters define and the library has too: {name: (chapter, source)}."""
    found = {}
    for path in notebooks.chapters():
        for cell in notebooks.read(path).cells:
            if cell.cell_type == "code":
                for node in manuscript.parse_cell(cell.source).body:
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                        found[node.name] = (path, cell.source)
    return found


def namespace(path):
    """What a chapter's definitions and imports make, without running anything else of it."""
    names = {}
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "code":
            kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
            tree = manuscript.parse_cell(cell.source)
            tree.body = [node for node in tree.body if isinstance(node, kept)]
            exec(compile(tree, str(path), "exec"), names)
    return names


def same(left, right):
    if isinstance(left, tuple):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    return torch.allclose(left, right) if isinstance(left, torch.Tensor) else left == right


def test_no_name_is_told_twice(report):
    assert manuscript.told_twice(notebooks.chapters()) == []
    report(f"names told in chapters: {len(told())}")
    assert told()


@pytest.mark.parametrize("name", ROOM_OF)
def test_a_first_telling_equals_the_library(name):
    path, _ = told()[name]
    theirs, arguments = ROOM_OF[name]
    ours = namespace(path)[name]
    for seed in range(20):
        # Drawn twice with one seed: a generator among the arguments must be in the same state for both.
        given, again = (arguments(torch.Generator().manual_seed(seed)) for _ in range(2))
        assert same(ours(*given), theirs(*again))


def test_the_chapter_s_heads_equal_the_library_s():
    ours = namespace(told()["MultiHeadAttention"][0])["MultiHeadAttention"](24, 3)
    theirs = library.MultiHeadAttention(24, 3)
    theirs.load_state_dict(ours.state_dict())
    x = torch.randn(2, 5, 24)
    assert same(ours(x, library.causal_mask(5)), theirs(x, library.causal_mask(5)))


def test_the_chapter_s_tagger_equals_the_library_s():
    from transformers import BertConfig, BertModel

    config = BertConfig(vocab_size=30, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    encoder = BertModel(config, add_pooling_layer=False)
    ours = namespace(told()["Tagger"][0])["Tagger"](encoder, TAGS).eval()
    theirs = tagger.Tagger(encoder, TAGS, casing=True).eval()
    torch.nn.init.normal_(ours.casing.weight)
    theirs.load_state_dict(ours.state_dict())
    ids, casing = torch.randint(30, (2, 7)), torch.randint(7, (2, 7))
    mask = torch.ones(2, 7, dtype=torch.bool)
    assert same(ours(ids, mask, casing), theirs(ids, mask, casing))


def test_the_chapter_s_adapter_equals_the_library_s():
    from course_utils.cases import adapters

    told_there = namespace(told()["Adapter"][0])["Adapter"]
    x, base = torch.randn(3, 6), torch.nn.Linear(6, 4)
    ours, theirs = (make(base, 2, torch.Generator().manual_seed(1)) for make in (told_there, adapters.Adapter))
    assert torch.equal(ours.down, theirs.down)
    torch.nn.init.normal_(ours.up)
    theirs.load_state_dict(ours.state_dict())
    assert same(ours(x), theirs(x))


def test_every_public_name_of_the_attention_room_was_told():
    public = {name for name, value in vars(library).items() if getattr(value, "__module__", "") == library.__name__}
    assert public
    assert public <= set(told())


def test_the_chapter_s_steps_and_lamb_move_weights_as_the_library_s_do():
    names = namespace(told()["adamw_step"][0])
    for name in ("adam_l2_step", "adamw_step"):
        given = torch.rand(4, 6, dtype=torch.float64)
        ours, theirs = given.clone(), given.clone()
        for step in range(1, 6):
            names[name](*ours, step, 0.1, 0.2)
            getattr(optimizers, name)(*theirs, step, 0.1, 0.2)
        assert torch.equal(ours, theirs)
    ours, theirs = (torch.nn.Parameter(torch.arange(6.0).view(2, 3)) for _ in range(2))
    for weight, lamb in ((ours, names["Lamb"]), (theirs, optimizers.Lamb)):
        optimizer = lamb([weight])
        for step in range(3):
            weight.grad = torch.full((2, 3), 0.5 + step)
            optimizer.step()
    assert torch.equal(ours, theirs)


def test_the_chapter_pretrains_as_the_library_does():
    names = namespace(told()["pretrain"][0])
    texts = [str(story) for story in valley.stories(60, seed=0, sentences=2)]
    tokenizer = names["train_wordpiece"](texts, 500)
    assert tokenizer.get_vocab() == pretrain.train_wordpiece(texts, 500).get_vocab()
    rows = names["padded"](tokenizer, texts)
    assert torch.equal(rows, pretrain.padded(tokenizer, texts))
    models = []
    for room, lm in ((names, names["MaskedLM"]), (vars(pretrain), encoder.MaskedLM)):
        generator = torch.Generator().manual_seed(3)
        model = lm(tokenizer.get_vocab_size(), 8, 2, 2, rows.shape[1], generator=generator)
        models.append(room["pretrain"](model, rows, 4, generator, batch=8))
    for ours, theirs in zip(models[0].parameters(), models[1].parameters(), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-6)
    block = names["EncoderBlock"](8, 2)
    again = encoder.EncoderBlock(8, 2)
    again.load_state_dict(block.state_dict())
    assert same(block(torch.ones(1, 3, 8)), again(torch.ones(1, 3, 8)))


def test_the_chapter_s_towers_equal_the_library_s():
    path = told()["train_towers"][0]
    ours, text = namespace(path)["train_towers"], torch.randn(9, 12, generator=torch.Generator().manual_seed(1))
    clicks = (torch.rand(7, 9, generator=torch.Generator().manual_seed(2)) < 0.4).numpy()
    ours_scores, room_scores = ours(clicks, text, 3, 5), towers.train_towers(clicks, text, 3, 5)
    assert ours_scores.shape == (7, 9)
    assert (ours_scores == room_scores).all()
