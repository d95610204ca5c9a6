# cell: registration
# caught by: registration_is_predicted
# hint: times 0.1 is the result of an operation
# credit: 0.75
registered = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "block.small", "head.weight"]
moved = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight", "block.mean", "block.cache"]
saved = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight", "block.mean"]
updated = ["block.fc.weight", "block.fc.bias", "block.gain", "head.weight"]
