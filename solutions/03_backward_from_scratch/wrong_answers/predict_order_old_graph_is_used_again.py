# cell: predict_order
# caught by: order_is_predicted
# hint: graph of a loss is for one B
# misconception: 10
# credit: 0.5
what_happens = {
    "a": 'learns',
    "b": 'stands still',
    "c": 'learns',
    "d": 'adds up',
    "e": 'stands still',
    "f": 'learns',
    "g": 'stands still',
    "h": 'adds up',
}
