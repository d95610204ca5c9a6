# cell: predict_order
# caught by: order_is_predicted
# hint: here there are two
# credit: 0.5
what_happens = {
    "a": 'learns',
    "b": 'stands still',
    "c": 'learns',
    "d": 'adds up',
    "e": 'stands still',
    "f": 'learns',
    "g": 'raises',
    "h": 'adds up',
}
