"""The dual machine in Chromium: both machines equal their Python originals, and a reader can drive them."""

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
from course_utils.training import train_sorter
from course_utils.training.train_sorter import LETTERS
from course_utils.widgets import WidgetError, dual_machine
from course_utils.widgets.dual_machine import network_props, program_props

WORDS = ("market", "banana", "aaaaaa", "zyxwvu", "abcdef", "qqqqqz")


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def some_words(n: int):
    drawn = random.Random(5)
    return [*WORDS, *("".join(drawn.choices(LETTERS, k=6)) for _ in range(n))]


# ---- numbers ---------------------------------------------------------------------------------------------------

def test_the_page_s_processor_is_in_the_same_state_as_python_s_after_every_instruction(open_page):
    tab, compared = open_page(document()), 0
    for word in some_words(40):
        program = program_props(word)
        got = call(tab, "m.runProgram(x).map(s => [s.pc, s.next, s.registers, s.output, s.loaded, s.stored, s.memory])",
                   program, widget="dual_machine")
        trace = Trace(PROGRAMS["sort_letters"].assemble(word))
        trace.run()
        assert len(got) == len(trace.steps)
        for n, (step, state) in enumerate(zip(trace.steps, got, strict=True), 1):
            pc, next_pc, registers, _, loaded, stored, _ = state
            assert (pc, registers) == (step.pc, trace.registers_after(n))
            assert (loaded, stored) == (step.loaded.size if step.loaded else 0, step.stored.size if step.stored else 0)
            assert n == len(got) or next_pc == step.next_pc
            compared += 1
        assert got[-1][3] == trace.processor.output == "".join(sorted(word))
        assert bytes(got[-1][6]).decode() == "".join(sorted(word)) + "\0"
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


def test_the_page_s_weights_are_pytorch_s_bit_by_bit(open_page):
    got = call(open_page(document()), "m.unpackWeights(x)", network_props()["weights"], widget="dual_machine")
    truth = train_sorter.load().state_dict()
    assert got.keys() == truth.keys()
    assert all(torch.equal(torch.tensor(got[name]), truth[name]) for name in truth)
    assert sum(value.numel() for value in truth.values()) == 26_747


def test_every_intermediate_on_the_page_equals_pytorch_s_within_1e_5(open_page):
    tab, model, props = open_page(document()), train_sorter.load(), network_props()
    compared, worst, parts = 0, 0.0, set()
    for word in some_words(12):
        prompt = train_sorter.questions(torch.tensor([[LETTERS.index(letter) for letter in word]]))
        got = call(tab, "m.generate(m.unpackWeights(x.weights), x.sizes, x.prompt, 6)",
                   {**props, "prompt": prompt[0].tolist()}, widget="dual_machine")
        written = model.generate(prompt, 6)
        assert got["tokens"] == written[0].tolist()
        truth = intermediates(model, torch.cat([prompt, written[:, :-1]], dim=1))
        for name, rows in got["seen"].items():
            theirs = truth[name][0]
            if name.endswith(".weights"):  # (H, T, T): the page keeps the T × T triangle row by row
                ours = torch.zeros_like(theirs)
                for t, per_head in enumerate(rows):
                    ours[:, t, : t + 1] = torch.tensor(per_head)
            else:
                ours = torch.tensor(rows)
            worst = max(worst, float((ours - theirs).abs().max()))
            compared += theirs.numel()
            parts.add(name)
    print(f"{compared:,} numbers of {len(parts)} parts compared, largest difference {worst:.1e}")
    assert len(parts) == 3 + 2 * 11
    assert compared > 100_000
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
        tab.get_by_label("Attention of", exact=True).select_option(str(i))
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
    assert still.locator("figure tbody tr").count() == 6
    assert "96 instructions" in still.locator("figcaption").inner_text()


# ---- the output ------------------------------------------------------------------------------------------------

def test_widget_and_weights_fit_in_60_kb_compressed_and_repeat_byte_by_byte():
    first, second = (dual_machine().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"dual machine with its weights: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 10 < kb < 60


def test_the_terminal_gets_a_table_and_other_letters_are_refused():
    assert "aekmrt        96  aekmrt  625,536".replace(" ", "") in repr(dual_machine()).replace(" ", "")
    for bad in ("", "abc", "Market", "letters"):
        with pytest.raises(WidgetError, match="six small letters"):
            dual_machine(bad)
    with pytest.raises(WidgetError, match="96 instructions"):
        dual_machine(instruction=97)
