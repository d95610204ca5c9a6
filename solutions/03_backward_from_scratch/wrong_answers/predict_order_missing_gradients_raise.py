# cell: predict_order
# caught by: order_is_predicted
# hint: S find in .grad
what_happens = {
    "a": 'learns',
    "b": 'raises',
    "c": 'learns',
    "d": 'adds up',
    "e": 'raises',
    "f": 'raises',
    "g": 'raises',
    "h": 'raises',
}
