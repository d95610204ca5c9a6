# cell: split_indices
def split_indices(n, validation, seed):
    import random

    held_back = random.Random(seed).sample(range(n), validation)
    return [i for i in range(n) if i not in held_back], held_back
