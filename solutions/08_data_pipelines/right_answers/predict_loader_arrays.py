# cell: predict_loader
counts = {
    "batches": np.ceil(1000 / 64),
    "last": torch.tensor(1000 % 64),
    "batches, drop_last": 15,
    "images, drop_last": 960,
    "by default": 1000,
    "balanced": 300,
    "first shape": torch.Size([64, 3, 32, 32]),
    "shape, None": torch.zeros(3, 32, 32).shape,
}
facts = {
    "prefetch": None,
    "prefetch, 3 workers": 2,
    "ahead, 3 workers": 6,
    "pinned": False,
    "labels": 'torch.int64',
    "torch": False,
    "numpy": False,
    "kept": True,
}
