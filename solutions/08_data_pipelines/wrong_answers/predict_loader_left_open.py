# cell: predict_loader
# caught by: loader_is_predicted
# hint: has no prediction for batches
counts = {
    "batches": ...,
    "last": ...,
    "batches, drop_last": ...,
    "images, drop_last": ...,
    "by default": ...,
    "balanced": ...,
    "first shape": ...,
    "shape, None": ...,
}
facts = {
    "prefetch": ...,
    "prefetch, 3 workers": ...,
    "ahead, 3 workers": ...,
    "pinned": ...,
    "labels": ...,
    "torch": ...,
    "numpy": ...,
    "kept": ...,
}
