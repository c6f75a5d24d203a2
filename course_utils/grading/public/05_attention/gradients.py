"""Checks of problem gradients: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: db2f17edea3c3535

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "gradients"
number = 5
title = "Problem 5 · The way back, by hand"
answers = ("softmax_gradient", "attention_gradients")
forbidden = ("autograd", "backward", "grad", "requires_grad", "requires_grad_", "jacobian", "jacrev", "jacfwd", "vjp", "jvp", "vmap")
points = 7
points_in_all = 14


@test_case(points=4, hidden=False)
def test_softmax_gradient(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    z = torch.randn(3, 5, dtype=torch.float64, requires_grad=True)
    g = torch.randn(3, 5, dtype=torch.float64)
    p = torch.softmax(z, -1)
    want = torch.autograd.grad((p * g).sum(), z)[0]
    p = p.detach()
    got = env["softmax_gradient"](p, g)
    assert is_tensor(got, (3, 5)), "One number for each score: what is the shape of your gradient?"
    assert not close(got, p * g), "If one score grows, its own weight grows: what happens to all the other weights of the line?"
    assert not close(got, p * (1 - p) * g), "You have the diagonal of the Jacobian: which entries stand off it?"
    assert not close(got, p * (g - g.sum(-1, keepdim=True))), "In the sum over i, by what is each g_i multiplied?"
    assert not close(got, p * (g - g.mean(-1, keepdim=True))), "Which mean of g is it: the plain one, or the one that the weights take?"
    assert not close(got, g - (p * g).sum(-1, keepdim=True)), "Does a score whose weight is nearly 0 still matter: which factor is missing?"
    assert not close(got, -want), "Move one score up a little by hand: does its weight go the way that your sign says?"
    assert not close(got, p * (g - (p * g).sum())), "Each line has its own softmax: along which axis, and over how many lines, do you sum?"
    assert not close(got, p * (g - (p * g).sum(0))), "Along which axis does this softmax run, and along which one do you sum?"
    assert close(got, want), "For two scores the Jacobian is p1·p2 times [[1, -1], [-1, 1]]: does your formula give that?"


@test_case(points=3, hidden=False)
def test_attention_gradients(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    T, S, D, Dv = 3, 4, 5, 2
    q, k, v = (torch.randn(*s, dtype=torch.float64, requires_grad=True) for s in ((T, D), (S, D), (S, Dv)))
    g = torch.randn(T, Dv, dtype=torch.float64)
    output = torch.nn.functional.scaled_dot_product_attention(q, k, v)
    want_q, want_k, want_v = torch.autograd.grad((output * g).sum(), (q, k, v))
    q, k, v = q.detach(), k.detach(), v.detach()
    got = env["attention_gradients"](q, k, v, g)
    assert isinstance(got, tuple | list), "Three gradients are asked for: what kind of value do you give back?"
    assert len(got) == 3, "Three gradients are asked for, of q, k and v: how many do you give back?"
    grad_q, grad_k, grad_v = got
    assert is_tensor(grad_v, (S, Dv)), "The gradient of v has the shape of v: with the transpose of which matrix does grad_output meet it?"
    assert close(grad_v, want_v), "Value j reaches query t with weight p_tj: which sum over t is its gradient?"
    assert not close(grad_q, want_q * D**0.5), "The scores were divided by the root of D on the way in: what happens to their gradient on the way back?"
    assert not close(grad_q, want_q / D**0.5), "How often does the factor 1/√D stand between q and the softmax: how often do you apply it?"
    raw = g @ v.T / D**0.5
    assert not close(grad_q, raw @ k), "Between the gradient of the weights and that of the scores stands the softmax: where is it in your way back?"
    assert close(grad_q, want_q), "A score is q_t · k_j: with what is its gradient multiplied to reach q_t?"
    assert not close(grad_k, want_q[:1].expand(S, D)), "Which axis of the scores' gradient belongs to the keys?"
    assert close(grad_k, want_k), "A score is q_t · k_j: over which index do you sum to reach k_j, and what is multiplied?"
