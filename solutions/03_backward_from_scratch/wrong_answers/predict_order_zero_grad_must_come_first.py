# cell: predict_order
# caught by: order_is_predicted
# hint: has to come before B
what_happens = {
    "a": 'raises',
    "b": 'stands still',
    "c": 'raises',
    "d": 'adds up',
    "e": 'stands still',
    "f": 'raises',
    "g": 'raises',
    "h": 'raises',
}
