# cell: predict_order
# caught by: order_is_predicted
# hint: add to
# misconception: 1
# credit: 0.5
what_happens = {
    "a": 'learns',
    "b": 'stands still',
    "c": 'learns',
    "d": 'learns',
    "e": 'stands still',
    "f": 'learns',
    "g": 'raises',
    "h": 'raises',
}
