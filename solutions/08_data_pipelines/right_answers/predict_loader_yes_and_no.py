# cell: predict_loader
counts = {
    "batches": 16,
    "last": 40,
    "batches, drop_last": 15,
    "images, drop_last": 960,
    "by default": 1000,
    "balanced": 300,
    "first shape": (64, 3, 32, 32),
    "shape, None": (3, 32, 32),
}
facts = {
    "prefetch": None,
    "prefetch, 3 workers": 2,
    "ahead, 3 workers": 6,
    "pinned": False,
    "labels": torch.int64,
    "torch": "no",
    "numpy": "no",
    "kept": "yes",
}
