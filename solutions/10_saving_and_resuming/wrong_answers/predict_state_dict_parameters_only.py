# cell: predict_state_dict
# caught by: state_dict_is_predicted
# hint: running statistics are persistent
# credit: 0.5
# Only what is trained.
in_state_dict = {
    "first.weight": True,
    "norm.weight": True,
    "norm.running_mean": False,
    "norm.num_batches_tracked": False,
    "act.weight": False,
    "scale": True,
    "offset": False,
    "frozen.weight": False,
    "seen": False,
    "mask": False,
    "blocks.0.weight": True,
    "spare.0.weight": False,
}
optimizer_counts = {"parameters": 8, "before": 0, "after": 7, "Adam": 3}
