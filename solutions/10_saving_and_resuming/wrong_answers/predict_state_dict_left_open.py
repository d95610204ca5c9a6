# cell: predict_state_dict
# caught by: state_dict_is_predicted
# hint: no prediction for
# credit: 0
# Nothing filled in.
in_state_dict = dict.fromkeys(["first.weight", "norm.weight", "norm.running_mean", "norm.num_batches_tracked", "act.weight", "scale", "offset", "frozen.weight", "seen", "mask", "blocks.0.weight", "spare.0.weight"])
optimizer_counts = dict.fromkeys(["parameters", "before", "after", "Adam"])
