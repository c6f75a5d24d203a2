"""Values that an answer gave back, looked at without trusting their type: every test compares through here."""

from __future__ import annotations

TOLERANCE = 1e-5  # ten times the rounding of a float32 sum of a few dozen terms near 1


def is_tensor(got: object, shape: tuple[int, ...] | None = None) -> bool:
    """True for a torch tensor, of this shape if one is given."""
    import torch

    return isinstance(got, torch.Tensor) and (shape is None or tuple(got.shape) == tuple(shape))


def has_nan(got: object) -> bool:
    """True when a tensor holds at least one NaN; False for anything that is no tensor."""
    return is_tensor(got) and bool(got.detach().isnan().any())


def close(got: object, want: object, tolerance: float = TOLERANCE) -> bool:
    """True when shapes agree and every |got − want| ≤ tolerance · (1 + |want|); False for what cannot be compared.

    Takes tensors, arrays, numbers and lists of numbers. NaN is close to nothing. close([1.0], [1.00001]) is true:
    the difference 0.00001 is at most 1e-5 · (1 + 1.00001).
    """
    import torch

    try:
        ours = torch.as_tensor(got).detach().to("cpu", torch.float64)
        theirs = torch.as_tensor(want).detach().to("cpu", torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return False
    if ours.shape != theirs.shape:
        return False
    near = (ours - theirs).abs() <= tolerance * (1 + theirs.abs())
    # An infinity is close to itself only, though its distance to everything is within an infinite tolerance.
    return bool(torch.where(theirs.isfinite(), near, ours == theirs).all())


def close_at(got: object, keys: dict[str, object], tolerance: float = TOLERANCE) -> dict[str, bool]:
    """For a dict of values: which of the wanted keys hold a close value. A missing key, or no dict at all, is False."""
    found = got if isinstance(got, dict) else {}
    return {key: key in found and close(found[key], want, tolerance) for key, want in keys.items()}
