"""Live attention: the reader's own sentence through the real encoder in the kernel, drawn by the explorer."""

from __future__ import annotations

from typing import Any

from course_utils.widgets.attention import attention_explorer
from course_utils.widgets.html_widget import HtmlWidget, WidgetError
from course_utils.widgets.recorded_heads import CHANNELS, heads_of, load_encoder, packed_sentence

LONGEST = 24
"""Tokens of the reader's sentence that are kept, [CLS] and [SEP] included: more would not be readable."""


def live_head(model: Any, tokenizer: Any, text: str, layer: int, head: int, name: str = "this model") -> HtmlWidget:
    """The explorer on one head of one sentence, computed now; `name` is what the page calls the model.

    Raises WidgetError on an empty text or an unknown head.
    """
    layers, heads = model.config.num_hidden_layers, model.config.num_attention_heads
    if not text.strip():
        raise WidgetError("Type at least one word.")
    if not (0 <= layer < layers and 0 <= head < heads):
        raise WidgetError(f"Layer {layer}, head {head} does not exist: layers are 0–{layers - 1}, heads 0–{heads - 1}.")
    tokens, seen = heads_of(model, tokenizer, text, longest=LONGEST)
    sentence = packed_sentence("live", text.strip(), tokens, seen, [(layer, head)], row=1)
    recorded = {
        "model": name,
        "d_k": model.config.hidden_size // heads,
        "channels": CHANNELS,
        "heads": [{"layer": layer, "head": head}],
        "sentences": [sentence],
    }
    return attention_explorer("live", recorded=recorded)


def live_attention(checkpoint: Any = None, text: str = "The bank by the river was closed.") -> Any:
    """A text box, a layer and a head; each change runs the encoder in the kernel and draws that head.

    checkpoint: a folder, a pair (model, tokenizer), or None for MiniLM. Needs ipywidgets and a running kernel.
    """
    try:
        import ipywidgets
    except ImportError as missing:
        raise WidgetError("live_attention needs ipywidgets: run “pip install ipywidgets”.") from missing
    model, tokenizer = checkpoint if isinstance(checkpoint, tuple) else load_encoder(checkpoint)
    name = "MiniLM-L6" if checkpoint is None else "this model"
    words = ipywidgets.Text(text, description="Sentence", continuous_update=False, layout={"width": "100%"})
    layer = ipywidgets.BoundedIntText(3, min=0, max=model.config.num_hidden_layers - 1, description="Layer")
    head = ipywidgets.BoundedIntText(1, min=0, max=model.config.num_attention_heads - 1, description="Head")
    drawing = ipywidgets.Output()

    def draw(change: Any = None) -> None:
        try:
            shown = live_head(model, tokenizer, words.value, layer.value, head.value, name)
            drawing.outputs = ({"output_type": "display_data", "data": shown._repr_mimebundle_(), "metadata": {}},)
        except WidgetError as problem:
            drawing.outputs = ({"output_type": "stream", "name": "stdout", "text": f"{problem}\n"},)

    for control in (words, layer, head):
        control.observe(draw, "value")
    draw()
    return ipywidgets.VBox([words, ipywidgets.HBox([layer, head]), drawing])
