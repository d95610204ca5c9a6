# cell: predict_loader
# caught by: loader_is_predicted
# hint: batch_size is 1
# credit: 0.5
counts = {
    "batches": 16,
    "last": 40,
    "batches, drop_last": 15,
    "images, drop_last": 960,
    "by default": 32,
    "balanced": 10,
    "first shape": (64, 3, 32, 32),
    "shape, None": (3, 32, 32),
}
facts = {
    "prefetch": None,
    "prefetch, 3 workers": 2,
    "ahead, 3 workers": 6,
    "pinned": False,
    "labels": torch.int64,
    "torch": False,
    "numpy": False,
    "kept": True,
}
