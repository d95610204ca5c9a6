# cell: predict_rates
# caught by: rates_and_holdings_are_predicted
# hint: has no prediction
# credit: 0
numbers = {
    "multistep": None,
    "at the top": None,
    "every batch": None,
    "cosine": None,
    "batches": None,
    "momentum": None,
}
still_held = {
    "dtype": None,
    "head": None,
    "init": None,
    "load": None,
    "copy": None,
    "empty": None,
    "frozen": None,
}
