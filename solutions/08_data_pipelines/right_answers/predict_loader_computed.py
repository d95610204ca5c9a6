# cell: predict_loader
dataset = [(torch.zeros(3, 32, 32), 1)] * 1000
dropping = DataLoader(dataset, batch_size=64, drop_last=True)
loader = DataLoader(dataset, batch_size=64)
*_, last = loader
counts = {
    "batches": len(loader),
    "last": len(last[1]),
    "batches, drop_last": len(dropping),
    "images, drop_last": sum(len(y) for _, y in dropping),
    "by default": len(DataLoader(dataset)),
    "balanced": len(list(WeightedRandomSampler(torch.ones(1000), 300))),
    "first shape": next(iter(loader))[0].shape,
    "shape, None": next(iter(DataLoader(dataset, batch_size=None)))[0].shape,
}
facts = {
    "prefetch": loader.prefetch_factor,
    "prefetch, 3 workers": DataLoader([], num_workers=2).prefetch_factor,
    "ahead, 3 workers": 3 * 2,
    "pinned": loader.pin_memory,
    "labels": last[1].dtype,
    "torch": False,
    "numpy": False,
    "kept": True,
}
