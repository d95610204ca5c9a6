# cell: predict_state_dict
in_state_dict = {k: torch.tensor(v) for k, v in {'first.weight': True, 'norm.weight': True, 'norm.running_mean': True, 'norm.num_batches_tracked': True, 'act.weight': False, 'scale': True, 'offset': False, 'frozen.weight': True, 'seen': True, 'mask': False, 'blocks.0.weight': True, 'spare.0.weight': False}.items()}
optimizer_counts = {k: np.int64(v) for k, v in {'parameters': 8, 'before': 0, 'after': 7, 'Adam': 3}.items()}
