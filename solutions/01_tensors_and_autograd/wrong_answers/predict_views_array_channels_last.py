# cell: predict_views
# caught by: views_are_predicted
# hint: leaves the axes
# misconception: 11
# credit: 0.5
view_shapes = {
    "one image": (3, 32, 32),
    "red": (64, 32, 32),
    "rows": (64, 3072),
    "planes": (64, 3, 1024),
    "channels last": (64, 32, 32, 3),
    "rows of pixels": (64, 3072),
    "array": (64, 32, 32, 3),
    "doubles": (64, 3, 32, 32),
    "means": (3,),
}
view_shares = {
    "one image": True,
    "red": True,
    "rows": True,
    "planes": True,
    "channels last": True,
    "rows of pixels": False,
    "array": True,
    "doubles": False,
    "means": False,
}
