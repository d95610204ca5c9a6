# cell: predict_rates
# caught by: rates_and_holdings_are_predicted
# hint: counts its calls
# misconception: 52
# credit: 0
numbers = {
    "multistep": [0.8, 0.8, 0.4, 0.4, 0.2, 0.2],
    "at the top": [0.8, 0.4, 0.4, 0.2, 0.2, 0.2],
    "every batch": [0.8, 0.8, 0.4, 0.4],
    "cosine": [0.8, 0.4, 0.0, 0.4, 0.8],
    "batches": 80,
    "momentum": [-0.8, -2.0, -3.4],
}
still_held = {
    "dtype": True,
    "head": True,
    "init": True,
    "load": True,
    "copy": False,
    "empty": False,
    "frozen": True,
}
