# cell: predict_views
# caught by: views_are_predicted
# hint: no prediction for one image
# Nothing filled in: the dictionaries are those of the release.
keys = "one image", "red", "rows", "planes", "channels last", "rows of pixels", "array", "doubles", "means"
view_shapes, view_shares = dict.fromkeys(keys), dict.fromkeys(keys)
