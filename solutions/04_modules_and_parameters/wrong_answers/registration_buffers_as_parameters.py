# cell: registration
# caught by: registration_is_predicted
# hint: is no parameter
# credit: 0.25
# misconception: 25
registered = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight", "block.mean", "block.cache"]
moved = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight", "block.mean", "block.cache"]
saved = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight", "block.mean", "block.cache"]
updated = ["block.fc.weight", "block.fc.bias", "block.gain", "head.weight", "block.mean"]
