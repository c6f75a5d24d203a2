"""The dual machine in Chromium: both machines equal their Python originals, and a reader can drive them."""

import copy
import gzip
import random

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils.machine import Trace
from course_utils.machine.programs import PROGRAMS
from course_utils.nn.decoder import intermediates
from course_utils.widgets import WidgetError, dual_machine
from course_utils.widgets.dual_machine import TASKS, network_props, program_props

TEXTS = {"sort": ("market", "banana", "aaaaaa", "zyxwvu", "abcdef", "qqqqqz"),
         "add": ("957+168", "100+100", "999+999", "500+500", "499+501", "123+456")}
TRUTHS = {"sort": lambda text: "".join(sorted(text)), "add": lambda text: str(sum(map(int, text.split("+"))))}
PARAMETERS = {"sort": 26_747, "add": 7_836}
both_tasks = pytest.mark.parametrize("name", ["sort", "add"])


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def some_texts(name: str, n: int):
    drawn = random.Random(5)
    new = {"sort": lambda: "".join(drawn.choices("abcdefghijklmnopqrstuvwxyz", k=6)),
           "add": lambda: f"{drawn.randint(100, 999)}+{drawn.randint(100, 999)}"}[name]
    return [*TEXTS[name], *(new() for _ in range(n))]


# ---- numbers ---------------------------------------------------------------------------------------------------

@both_tasks
def test_the_page_s_processor_is_in_the_same_state_as_python_s_after_every_instruction(open_page, name):
    tab, task, compared = open_page(document()), TASKS[name], 0
    code = (f"m.runProgram(x.program, m.TASKS.{name}.data(x.text))"
            ".map(s => [s.pc, s.next, s.registers, s.output, s.loaded, s.stored, s.memory])")
    for text in some_texts(name, 40):
        program = program_props(task, task.example)  # the page puts any text into the memory of one program
        got = call(tab, code, {"program": program, "text": text}, widget="dual_machine")
        trace = Trace(task.assemble(text))
        trace.run()
        assert len(got) == len(trace.steps)
        for n, (step, state) in enumerate(zip(trace.steps, got, strict=True), 1):
            pc, next_pc, registers, _, loaded, stored, _ = state
            assert (pc, registers) == (step.pc, trace.registers_after(n))
            assert (loaded, stored) == (step.loaded.size if step.loaded else 0, step.stored.size if step.stored else 0)
            assert n == len(got) or next_pc == step.next_pc
            compared += 1
        assert got[-1][3] == trace.processor.output == TRUTHS[name](text)
        assert TRUTHS[name](text) in bytes(got[-1][6]).decode()
    print(f"{compared} instructions, registers and memory equal")
    assert compared > 3000


@pytest.mark.parametrize(("name", "inputs"), [
    ("collatz", (27,)), ("add_decimal", ("957", "68")), ("reverse_string", ("stressed",)), ("fibonacci", (8,)),
])
def test_the_page_s_processor_runs_the_course_s_other_programs_too(open_page, name, inputs):
    program = PROGRAMS[name].assemble(*inputs)
    words = [int.from_bytes(program.text[i : i + 4], "little", signed=True) for i in range(0, len(program.text), 4)]
    given = {"text": words, "textBase": program.text_base, "entry": program.entry, "data": list(program.data),
             "dataBase": 0x10000, "stackTop": 0x40000}
    states = "m.runProgram(x).map(s => [s.pc, s.registers, s.output])"
    got = call(open_page(document()), states, given, widget="dual_machine")
    trace = Trace(program)
    trace.run()
    assert [pc for pc, _, _ in got] == [step.pc for step in trace.steps]
    assert all(registers == trace.registers_after(n) for n, (_, registers, _) in enumerate(got, 1))
    assert got[-1][2] == PROGRAMS[name].truth(*inputs)


def test_an_endless_program_and_an_unknown_instruction_end_in_a_sentence(open_page):
    tab = open_page(document())
    base = {"textBase": 0, "entry": 0, "data": [], "dataBase": 0, "stackTop": 0}
    ask = "(() => { try { return m.runProgram(x); } catch (error) { return error.message; } })()"
    for word, says in ((0x6F, "has not ended after 5000"), (0x02B50533, "does not know the instruction 0x2b50533"),
                       (0x13, "no instruction at address 4")):
        assert says in call(tab, ask, {**base, "text": [word]}, widget="dual_machine")


@both_tasks
def test_the_page_s_weights_are_pytorch_s_bit_by_bit(open_page, name):
    weights = network_props(TASKS[name])["weights"]
    got = call(open_page(document()), "m.unpackWeights(x)", weights, widget="dual_machine")
    truth = TASKS[name].trainer().load().state_dict()
    assert got.keys() == truth.keys()
    assert all(torch.equal(torch.tensor(got[name]), truth[name]) for name in truth)
    assert sum(value.numel() for value in truth.values()) == PARAMETERS[name]


@both_tasks
def test_every_intermediate_on_the_page_equals_pytorch_s_within_1e_5(open_page, name):
    """The page computes in 64 bits; PyTorch in 64 bits must agree far closer, in 32 bits up to its own rounding."""
    task = TASKS[name]
    tab, model, props = open_page(document()), task.trainer().load(), network_props(task)
    double, worst_double = copy.deepcopy(model).double(), 0.0
    compared, worst, parts = 0, 0.0, set()
    for text in some_texts(name, 24):
        prompt = torch.tensor([[task.symbols.index(symbol) for symbol in text + "="]])
        got = call(tab, f"m.generate(m.unpackWeights(x.weights), x.sizes, x.prompt, {task.tokens})",
                   {**props, "prompt": prompt[0].tolist()}, widget="dual_machine")
        written = model.generate(prompt, task.tokens)
        assert got["tokens"] == written[0].tolist()
        row = torch.cat([prompt, written[:, :-1]], dim=1)
        truth, truth_double = intermediates(model, row), intermediates(double, row)
        for part, rows in got["seen"].items():
            theirs = truth[part][0]
            if part.endswith(".weights"):  # (H, T, T): the page keeps the T × T triangle row by row
                ours = torch.zeros_like(theirs, dtype=torch.float64)
                for t, per_head in enumerate(rows):
                    ours[:, t, : t + 1] = torch.tensor(per_head, dtype=torch.float64)
            else:
                ours = torch.tensor(rows, dtype=torch.float64)
            worst = max(worst, float((ours - theirs).abs().max() / max(1, theirs.abs().max())))
            worst_double = max(worst_double, float((ours - truth_double[part][0]).abs().max()))
            compared += theirs.numel()
            parts.add(part)
    print(f"{compared:,} numbers of {len(parts)} parts compared: largest difference {worst_double:.1e} in 64 bits, "
          f"{worst:.1e} of the part's largest number in 32 bits")
    assert len(parts) == 3 + props["sizes"]["layers"] * 11
    assert compared > 100_000
    assert worst_double < 1e-9
    assert worst < 1e-5


def test_gelu_and_erf_equal_torch_s(open_page):
    x = torch.linspace(-9, 9, 401, dtype=torch.float64)
    got = call(open_page(document()), "x.map(v => [m.erf(v), m.gelu(v)])", x.tolist(), widget="dual_machine")
    truth = torch.stack([torch.erf(x), torch.nn.functional.gelu(x)], dim=-1)
    assert torch.tensor(got, dtype=torch.float64) == pytest.approx(truth, abs=1e-13)


# ---- the reader ------------------------------------------------------------------------------------------------

def counters(tab) -> str:
    return tab.locator(".cu-count").inner_text()


def test_stepping_to_the_end_shows_both_answers_and_the_counts_of_the_chapter(open_page):
    tab = open_page(document(dual_machine().html()))
    assert "about to sort “market”" in live(tab)
    for _ in range(6):
        tab.get_by_role("button", name="Next round").click()
    assert "Done after 96 instructions. Processor: “aekmrt”, right. Transformer: “aekmrt”, right." in live(tab)
    for text in ("96 instructions", "625,536 FLOP", "384 of program + 29 of letters", "632,712 of weights",
                 "7.01 nJ", "9.35 µJ"):
        assert text in counters(tab)
    assert tab.get_by_role("button", name="Step").is_disabled()
    tab.get_by_role("button", name="Back").click()
    assert "Instruction 95 of 96" in live(tab)


def test_the_sorter_s_known_mistake_is_called_wrong(open_page):
    tab = open_page(document(dual_machine("aaaaaa").html()))
    for _ in range(6):
        tab.get_by_role("button", name="Next round").click()
    assert "Processor: “aaaaaa”, right. Transformer: “aaaaab”, wrong." in live(tab)


def test_a_sum_is_chosen_by_keyboard_and_both_machines_add_it(open_page):
    tab = open_page(document(dual_machine().html()))
    chooser = tab.get_by_label("Task", exact=True)
    chooser.focus()
    tab.keyboard.press("ArrowDown")
    assert "about to add 957 + 168" in live(tab)
    for k in range(1, 5):
        tab.get_by_role("button", name="Next round").click()
        if k == 2:
            assert "The transformer has written “52”" in live(tab)
    assert "Done after 84 instructions. Processor: “1125”, right. Transformer: “1125”, right." in live(tab)
    for text in ("84 instructions", "336 of program + 10 of digits"):
        assert text in counters(tab)
    box = tab.get_by_label("Two numbers")
    box.fill("99+1")
    assert "two numbers from 100 to 999" in live(tab)
    box.fill("123 + 456")
    assert "about to add 123 + 456" in live(tab)
    tab.get_by_label("Instruction", exact=True).fill("999")
    assert "Processor: “579”, right. Transformer: “579”, right." in live(tab)
    chooser.select_option("sort")
    assert "about to sort “market”" in live(tab)
    assert tab.get_by_label("Six letters").input_value() == "market"


def test_each_task_opens_from_python_and_reports_its_own_counts(open_page):
    tab = open_page(document(dual_machine("500+500", instruction=10).html()))
    assert tab.get_by_label("Task", exact=True).input_value() == "add"
    assert "Instruction 10 of" in live(tab)
    assert tab.locator(".cu-cpu .cu-cells li").count() == 10
    assert tab.locator(".cu-cpu .cu-cells li.cu-gap").count() == 2


def test_the_slider_moves_by_arrow_keys_and_every_control_is_in_the_tab_order(open_page):
    tab = open_page(document(dual_machine().html()))
    slider = tab.get_by_label("Instruction", exact=True)
    slider.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        tab.keyboard.press(key)
    assert "Instruction 2 of 96: addi s0, s0, 0." in live(tab)
    assert slider.get_attribute("aria-valuetext") == "instruction 2 of 96"
    tab.keyboard.press("End")
    assert "Done after 96" in live(tab)
    focusable = tab.locator("[data-cu-view] :is(input, select, button, [tabindex])")
    assert focusable.count() >= 10
    assert all(focusable.nth(i).get_attribute("data-lm-suppress-shortcuts") == "true" for i in range(focusable.count()))


def test_run_reaches_the_end_by_itself_and_can_be_paused(open_page):
    tab = open_page(document(dual_machine(instruction=90).html()))
    tab.get_by_role("button", name="Run").click()
    done = "document.querySelector('[role=status]').textContent.includes('Done after 96')"
    tab.wait_for_function(done, timeout=15_000)
    assert tab.get_by_role("button", name="Run").is_visible()
    tab.get_by_role("button", name="Run").click()   # from the end it starts again
    tab.get_by_role("button", name="Pause").click()
    assert "Paused. " in live(tab)


def test_new_letters_start_both_machines_again_and_wrong_ones_are_refused_in_words(open_page):
    tab = open_page(document(dual_machine(instruction=50).html()))
    box = tab.get_by_label("Six letters")
    box.fill("cable")
    assert "Type six letters from a to z; “market” still counts" in live(tab)
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("cables")
    assert "about to sort “cables”" in live(tab)
    assert box.get_attribute("aria-invalid") == "false"
    tab.get_by_label("Instruction", exact=True).fill("999")
    assert "“abcels”, right. Transformer: “abcels”, right." in live(tab)
    box.fill("<b>猫!")
    assert "“cables” still counts" in live(tab)


def test_each_head_shows_weights_that_sum_to_one(open_page):
    tab = open_page(document(dual_machine(instruction=60).html()))
    for i in range(4):
        tab.get_by_label("Attention of", exact=True).select_option(index=i)
        shown = [float(text) for text in tab.locator(".cu-net .cu-cells small").all_inner_texts() if text]
        assert sum(shown) == pytest.approx(1, abs=0.05)
        assert len(shown) == 7 + 3


def test_two_widgets_on_one_page_do_not_disturb_each_other(open_page):
    tab = open_page(document(dual_machine("market").html(), dual_machine("banana").html()))
    tab.get_by_role("button", name="Step").first.click()
    statuses = tab.locator('[role="status"]').all_inner_texts()
    assert "Instruction 1 of 96" in statuses[0]
    assert "about to sort “banana”" in statuses[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, theme):
    tab = open_page(document(dual_machine(instruction=40).html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) > 10
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_and_without_javascript_the_table_stays(open_page):
    tab = open_page(document(dual_machine(instruction=60).html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(dual_machine().html()), java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 6 + 4
    said = still.locator("figcaption").all_inner_texts()
    assert "96 instructions" in said[0]
    assert "84 instructions" in said[1]


# ---- the output ------------------------------------------------------------------------------------------------

def test_widget_and_weights_fit_in_60_kb_compressed_and_repeat_byte_by_byte():
    first, second = (dual_machine().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"dual machine with its weights: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 10 < kb < 60


def test_the_terminal_gets_a_table_and_other_letters_are_refused():
    assert "aekmrt        96  aekmrt  625,536".replace(" ", "") in repr(dual_machine()).replace(" ", "")
    assert repr(dual_machine("957+168")).startswith("Two machines add “957+168”")
    for bad in ("", "abc", "Market", "letters", "9+9", "099+100", "957+168+1"):
        with pytest.raises(WidgetError, match="six small letters"):
            dual_machine(bad)
    with pytest.raises(WidgetError, match="96 instructions"):
        dual_machine(instruction=97)
