# cell: registration
# caught by: registration_is_predicted
# hint: still a plain tensor
# credit: 0.75
# misconception: 24
registered = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight"]
moved = registered + ["block.mean", "block.cache"]
saved = registered + ["block.mean"]
updated = ["block.fc.weight", "block.fc.bias", "block.gain", "block.shift", "head.weight"]
