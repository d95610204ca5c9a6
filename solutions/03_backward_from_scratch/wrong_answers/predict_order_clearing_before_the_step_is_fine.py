# cell: predict_order
# caught by: order_is_predicted
# hint: right after Z
# misconception: 1
# credit: 0.5
what_happens = {
    "a": 'learns',
    "b": 'learns',
    "c": 'learns',
    "d": 'adds up',
    "e": 'stands still',
    "f": 'learns',
    "g": 'raises',
    "h": 'raises',
}
