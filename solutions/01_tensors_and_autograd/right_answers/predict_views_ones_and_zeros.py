# cell: predict_views
view_shapes = {
    "one image": torch.Size((3, 32, 32)),
    "red": torch.Size((64, 32, 32)),
    "rows": torch.Size((64, 3072)),
    "planes": torch.Size((64, 3, 1024)),
    "channels last": torch.Size((64, 32, 32, 3)),
    "rows of pixels": torch.Size((64, 3072)),
    "array": torch.Size((64, 3, 32, 32)),
    "doubles": torch.Size((64, 3, 32, 32)),
    "means": torch.Size((3,)),
}
view_shares = {
    "one image": 1,
    "red": 1,
    "rows": 1,
    "planes": 1,
    "channels last": 1,
    "rows of pixels": 0,
    "array": 1,
    "doubles": 0,
    "means": 0,
}
