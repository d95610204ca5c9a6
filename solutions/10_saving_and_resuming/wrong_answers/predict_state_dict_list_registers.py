# cell: predict_state_dict
# caught by: state_dict_is_predicted
# hint: Python list
# misconception: 19
# credit: 0
# The list has layers in it; and they are in the counts.
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
    "mask": False,
    "blocks.0.weight": True,
    "spare.0.weight": True,
}
optimizer_counts = {"parameters": 10, "before": 0, "after": 9, "Adam": 3}
