"""First tellings: a name is told once over all chapters, and equals the library's on random input."""

import ast

import pytest
import torch

from course_utils import manuscript, notebooks
from course_utils.nn import attention as library
from course_utils.nn import decoder, objectives
from course_utils.training import alignment, batches, conll, metrics, schedule, tagger


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
    "generation_costs": (decoder.generation_costs, lambda g: tuple(torch.randint(1, 20, (5,), generator=g).tolist())),
    "pseudo_log_likelihood": (objectives.pseudo_log_likelihood, pseudo_case),
    "spans": (conll.spans, lambda g: (some_tags(g),)),
    "label_pieces": (alignment.label_pieces, some_pieces),
    "entity_f1": (metrics.entity_f1, lambda g: ([some_tags(g)], [some_tags(g)])),
    "buckets": (batches.buckets, some_rows),
    "linear": (schedule.linear, lambda g: (int(torch.randint(50, (), generator=g)), 50)),
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


def test_every_public_name_of_the_attention_room_was_told():
    public = {name for name, value in vars(library).items() if getattr(value, "__module__", "") == library.__name__}
    assert public
    assert public <= set(told())
