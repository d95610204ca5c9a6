# cell: predict_rates
# caught by: rates_and_holdings_are_predicted
# hint: that is without momentum
# credit: 0.5
numbers = {
    "multistep": [0.8, 0.8, 0.4, 0.4, 0.2, 0.2],
    "at the top": [0.8, 0.4, 0.4, 0.2, 0.2, 0.2],
    "every batch": [0.8, 0.4, 0.2, 0.2],
    "cosine": [0.8, 0.4, 0.0, 0.4, 0.8],
    "batches": 80,
    "momentum": [-0.8, -1.6, -2.4],
}
still_held = {
    "dtype": True,
    "head": False,
    "init": True,
    "load": True,
    "copy": False,
    "empty": False,
    "frozen": True,
}
