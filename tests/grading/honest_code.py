"""Right answers as real students hand them in: with magics, split cells, lost libraries, and lines that fail."""

from hostile_code import Hostile
from small_set import FULL, IMPORTS, RIGHT, ZEROS, notebook

HONEST = {
    "plain": notebook(IMPORTS, RIGHT),
    "magics": notebook(
        "%matplotlib inline\n!pip install nothing\n" + IMPORTS, "%%time\n" + RIGHT, "x = !ls\n%time y = 3\nmath?"
    ),
    "colab": notebook("from google.colab import drive\ndrive.mount('/content/drive')\n" + IMPORTS + "\n" + RIGHT),
    "missing library": notebook("import a_plot_library_nobody_has as p\n" + IMPORTS + "\np.figure()\n" + RIGHT),
    "split": notebook(
        "import math", "import torch", "def helper(x):\n    return torch.softmax(x, -1)", RIGHT, "attention"
    ),
    "last one counts": notebook(IMPORTS, ZEROS, RIGHT),
    "stderr": notebook(
        IMPORTS, RIGHT.replace("    scores", "    import sys; print('!', file=sys.stderr)\n    scores", 1)
    ),
    "warnings": notebook("import warnings\nwarnings.warn('careful')\n" + IMPORTS, RIGHT),
    "asks a question": notebook(IMPORTS, "name = input('Who are you? ')", RIGHT),
    "awaits": notebook("import asyncio\nawait asyncio.sleep(0)\n" + IMPORTS, RIGHT),
    "failing cell": notebook(IMPORTS, "1 / 0\nundefined", RIGHT, "raise SystemExit"),
    "stray return": notebook(IMPORTS, RIGHT + "\nreturn attention"),
    "syntax error elsewhere": notebook(IMPORTS, "def f(:", RIGHT),
    "checks called": notebook(
        "from course_utils.grading import checks\ncheck = checks('05_attention')\n" + IMPORTS,
        RIGHT,
        "check('attention')",
    ),
    "float64 inside": notebook(
        IMPORTS, RIGHT.replace("q @ k", "q.double() @ k.double()").replace("-1) @", "-1).to(v.dtype) @")
    ),
    "numpy": notebook(
        IMPORTS + "\nimport numpy",
        RIGHT.replace(
            "return torch.softmax(scores, -1) @ v", "return torch.from_numpy((torch.softmax(scores, -1) @ v).numpy())"
        ),
    ),
    "parameter": notebook(IMPORTS, RIGHT.replace("return ", "return torch.nn.Parameter(").replace("@ v\n", "@ v)\n")),
    "module": notebook(
        IMPORTS,
        "class A(torch.nn.Module):\n"
        "    def forward(self, q, k, v, mask=None):\n        return _attention(q, k, v, mask)\n"
        "attention = A()",
        RIGHT.replace("def attention", "def _attention"),
    ),
    "exit at the end": notebook(IMPORTS, RIGHT, "import os\nos._exit(0)"),
    "loop at the end": notebook(IMPORTS, RIGHT, "while True: pass"),
    "plots": notebook(IMPORTS, RIGHT, "display(1)\nget_ipython().run_line_magic('x', 'y')\nexit()"),
    "state kept": notebook(
        IMPORTS, "count = 0\n" + RIGHT.replace("    scores", "    global count; count += 1\n    scores", 1)
    ),
}
HONEST_STATUS = {"exit at the end": "crashed", "loop at the end": "timeout"}


def honest():
    """Right answers as real students hand them in; all must get full marks."""
    return [
        Hostile("honest", name, text, FULL, FULL, (HONEST_STATUS.get(name, "graded"),))
        for name, text in HONEST.items()
    ]
