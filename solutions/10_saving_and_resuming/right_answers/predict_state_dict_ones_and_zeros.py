# cell: predict_state_dict
in_state_dict = {'first.weight': 1, 'norm.weight': 1, 'norm.running_mean': 1, 'norm.num_batches_tracked': 1, 'act.weight': 0, 'scale': 1, 'offset': 0, 'frozen.weight': 1, 'seen': 1, 'mask': 0, 'blocks.0.weight': 1, 'spare.0.weight': 0}
optimizer_counts = {'parameters': 8.0, 'before': 0.0, 'after': 7.0, 'Adam': 3.0}
