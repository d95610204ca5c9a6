# cell: train_part2
# caught by: training_follows_sgd
# hint: never called
def train_part2(model_fn, params, learning_rate):
    pass
