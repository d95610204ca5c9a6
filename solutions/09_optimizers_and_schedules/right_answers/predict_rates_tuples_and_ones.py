# cell: predict_rates
numbers = {
    "multistep": (0.8, 0.8, 0.4, 0.4, 0.2, 0.2),
    "at the top": (0.8,) + 2 * (0.4,) + 3 * (0.2,),
    "every batch": (0.8, 0.4, 0.2, 0.2),
    "cosine": (0.8, 0.4, 0, 0.4, 0.8),
    "batches": 80.0,
    "momentum": (-0.8, -0.8 - 1.2, -0.8 - 1.2 - 1.4),
}
still_held = dict(dtype=1, head=0, init=1, load=1, copy=0, empty=0, frozen=1)
