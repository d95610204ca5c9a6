# cell: predict_state_dict
# caught by: state_dict_is_predicted
# hint: persistent=False
# credit: 0.5
in_state_dict = {
    "first.weight": True,
    "norm.weight": True,
    "norm.running_mean": True,
    "norm.num_batches_tracked": True,
    "act.weight": False,
    "scale": True,
    "offset": False,
    "frozen.weight": True,
    "seen": True,
    "mask": True,
    "blocks.0.weight": True,
    "spare.0.weight": False,
}
optimizer_counts = {"parameters": 8, "before": 0, "after": 7, "Adam": 3}
