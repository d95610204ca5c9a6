# cell: predict_order
# caught by: order_is_predicted
# hint: has no prediction for d, h
what_happens = {
    "a": 'learns',
    "b": 'stands still',
    "c": 'learns',
    "d": None,
    "e": 'stands still',
    "f": 'learns',
    "g": 'raises',
    "h": None,
}
