# cell: predict_order
# caught by: order_is_predicted
# hint: Z has cleared
# credit: 0.5
what_happens = {
    "a": 'learns',
    "b": 'stands still',
    "c": 'learns',
    "d": 'adds up',
    "e": 'learns',
    "f": 'learns',
    "g": 'raises',
    "h": 'raises',
}
