"""Optimizers: every step equal to torch's own optimizer, and LAMB to its closed form on one layer."""

import pytest
import torch

from course_utils.training import optimizers

LR, DECAY = 0.01, 0.3


def run_by_hand(step_function, w, gradients):
    w = w.clone()
    m, v = torch.zeros_like(w), torch.zeros_like(w)
    for t, g in enumerate(gradients, 1):
        step_function(w, g, m, v, t, LR, DECAY)
    return w


def run_by_torch(optimizer_class, w, gradients):
    w = torch.nn.Parameter(w.clone())
    optimizer = optimizer_class([w], lr=LR, weight_decay=DECAY)
    for g in gradients:
        w.grad = g.clone()
        optimizer.step()
    return w.detach()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(optimizers.adamw_step, torch.optim.AdamW), (optimizers.adam_l2_step, torch.optim.Adam)],
    ids=["AdamW", "Adam with L2"],
)
def test_a_hundred_steps_by_hand_equal_torch(ours, theirs):
    generator = torch.Generator().manual_seed(0)
    w = torch.randn(5, 3, generator=generator, dtype=torch.float64)
    gradients = torch.randn(100, 5, 3, generator=generator, dtype=torch.float64)
    by_hand, by_torch = run_by_hand(ours, w, gradients), run_by_torch(theirs, w, gradients)
    torch.testing.assert_close(by_hand, by_torch, rtol=1e-9, atol=1e-12)


def test_the_first_adam_step_has_the_gradient_s_sign_and_no_size():
    g = torch.tensor([1e-3, -5.0, 40.0])
    direction = optimizers.adam_direction(g, torch.zeros(3), torch.zeros(3), 1)
    torch.testing.assert_close(direction, torch.tensor([1.0, -1.0, 1.0]), rtol=0, atol=2e-5)


def test_decay_alone_shrinks_all_weights_alike_under_adamw_and_not_under_l2():
    w = torch.tensor([0.1, 1.0, 10.0])
    noise = [torch.tensor([0.001, 0.1, 10.0]) * sign for sign in (1, -1)] * 50
    shrunk = run_by_hand(optimizers.adamw_step, w, [torch.zeros(3)] * 100) / w
    torch.testing.assert_close(shrunk, torch.full((3,), (1 - LR * DECAY) ** 100))
    by_l2 = run_by_hand(optimizers.adam_l2_step, w, noise) / w
    assert by_l2.max() > 2 * by_l2.min().clamp_min(0.1)


def test_the_trust_ratio_is_a_quotient_of_lengths_and_one_where_a_length_is_zero():
    assert optimizers.trust_ratio(torch.tensor([0.0, 2.0]), torch.tensor([[4.0, 0.0]])).item() == 0.5
    assert optimizers.trust_ratio(torch.zeros(3), torch.ones(3)).item() == 1
    assert optimizers.trust_ratio(torch.ones(3), torch.zeros(3)).item() == 1


def test_a_lamb_step_is_lr_times_the_layer_s_length_whatever_the_gradient_s_size():
    for size in (1e-3, 1.0, 1e4):
        w = torch.nn.Parameter(torch.randn(20, 10, generator=torch.Generator().manual_seed(1)))
        before = w.detach().clone()
        w.grad = size * torch.randn(20, 10, generator=torch.Generator().manual_seed(2))
        optimizers.Lamb([w], lr=LR, weight_decay=DECAY).step()
        assert torch.allclose((w.detach() - before).norm(), LR * before.norm(), rtol=1e-4)


def test_lamb_follows_adamw_s_direction_when_the_ratio_is_one():
    # One weight vector whose length equals its update's: then LAMB and AdamW are the same step.
    g = torch.tensor([3.0, -4.0, 12.0])
    direction = g.sign()                                     # Adam's first step, up to eps
    w = torch.tensor([1.0, 1.0, 1.0])                        # length √3, as the direction's
    lamb, adamw = (torch.nn.Parameter(w.clone()) for _ in range(2))
    lamb.grad, adamw.grad = g.clone(), g.clone()
    optimizers.Lamb([lamb], lr=LR, weight_decay=0.0).step()
    torch.optim.AdamW([adamw], lr=LR, weight_decay=0.0).step()
    torch.testing.assert_close(lamb, adamw, rtol=0, atol=1e-6)
    torch.testing.assert_close(lamb.detach(), w - LR * direction, rtol=0, atol=1e-6)


def test_lamb_skips_parameters_without_a_gradient_and_gives_the_closure_s_loss():
    moved, still = (torch.nn.Parameter(torch.ones(2)) for _ in range(2))
    optimizer = optimizers.Lamb([moved, still], lr=LR)

    def closure():
        optimizer.zero_grad()
        loss = moved.square().sum()
        loss.backward()
        return loss

    assert optimizer.step(closure).item() == 2
    assert torch.equal(still, torch.ones(2))
    assert not torch.equal(moved, torch.ones(2))


def test_lamb_without_adapt_takes_adam_s_step_with_decay_and_with_it_the_layer_s_own_length():
    # By hand: Adam's first direction is (1, -1) up to eps, decay adds 0.5 * (6, 8), so the update is (4, 3), 5 long.
    # The weight is 10 long: ratio 2. At rate 0.1 it moves by 0.1 * (4, 3), or by 0.1 * 2 * (4, 3), 1 = 0.1 * 10 long.
    weight, bias = (torch.nn.Parameter(torch.tensor([6.0, 8.0])) for _ in range(2))
    weight.grad, bias.grad = torch.tensor([2.0, -3.0]), torch.tensor([2.0, -3.0])
    groups = [{"params": [weight]}, {"params": [bias], "adapt": False}]
    optimizers.Lamb(groups, lr=0.1, weight_decay=0.5).step()
    torch.testing.assert_close(weight.detach(), torch.tensor([5.2, 7.4]), rtol=0, atol=1e-5)
    torch.testing.assert_close(bias.detach(), torch.tensor([5.6, 7.7]), rtol=0, atol=1e-5)


def test_a_small_bias_creeps_under_lamb_s_ratio_and_walks_without_it():
    # 0.01 long, rate 0.1: with the ratio each step is a tenth of the length it has; without it, about the rate itself.
    def after(adapt: bool) -> float:
        bias = torch.nn.Parameter(torch.tensor([0.01]))
        optimizer = optimizers.Lamb([bias], lr=0.1, weight_decay=0.0, adapt=adapt)
        for _ in range(3):
            bias.grad = torch.tensor([-1.0])
            optimizer.step()
        return bias.item()

    assert after(adapt=True) == pytest.approx(0.01 * 1.1**3, rel=1e-4)
    assert after(adapt=False) == pytest.approx(0.01 + 3 * 0.1, rel=1e-4)
