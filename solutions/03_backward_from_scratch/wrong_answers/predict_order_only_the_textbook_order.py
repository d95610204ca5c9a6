# cell: predict_order
# caught by: order_is_predicted
# hint: what_happens['c'] is not right
# credit: 0.5
what_happens = {
    "a": 'learns',
    "b": 'stands still',
    "c": 'adds up',
    "d": 'adds up',
    "e": 'stands still',
    "f": 'stands still',
    "g": 'raises',
    "h": 'raises',
}
