# cell: registration
# caught by: registration_is_predicted
# hint: without a gradient
# credit: 0.25
registered = ["block.fc.weight", "block.fc.bias", "block.gain", "head.weight"]
moved = registered + ["block.mean", "block.cache"]
saved = registered + ["block.mean"]
updated = list(registered)
