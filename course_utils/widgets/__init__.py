"""Widgets: interactive figures that work in JupyterLab, in Colab and on the static page, without kernel or network.

Where there is a kernel, the support desk also answers what a reader types.
"""

from course_utils.widgets.attention import attention_explorer
from course_utils.widgets.dual_machine import dual_machine
from course_utils.widgets.html_widget import HtmlWidget, WidgetError, module_script
from course_utils.widgets.kv_cache import kv_cache
from course_utils.widgets.language_machine import language_machine
from course_utils.widgets.ledger import ledger
from course_utils.widgets.mask_explorer import mask_explorer
from course_utils.widgets.planner import planner
from course_utils.widgets.positions import positions
from course_utils.widgets.roofline import roofline
from course_utils.widgets.span_browser import span_browser
from course_utils.widgets.support_desk import support_desk
from course_utils.widgets.tokenizer_bench import tokenizer_bench

__all__ = [
    "HtmlWidget",
    "WidgetError",
    "attention_explorer",
    "dual_machine",
    "kv_cache",
    "language_machine",
    "ledger",
    "mask_explorer",
    "module_script",
    "planner",
    "positions",
    "roofline",
    "span_browser",
    "support_desk",
    "tokenizer_bench",
]
