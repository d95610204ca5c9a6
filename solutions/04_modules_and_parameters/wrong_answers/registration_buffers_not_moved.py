# cell: registration
# caught by: registration_is_predicted
# hint: moves
# credit: 0.75
registered = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight"]
moved = list(registered)
saved = registered + ["block.mean"]
updated = ["block.fc.weight", "block.fc.bias", "block.gain", "head.weight"]
