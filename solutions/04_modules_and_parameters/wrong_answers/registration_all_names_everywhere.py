# cell: registration
# caught by: registration_is_predicted
# hint: should not be in
names = ["block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "block.small", "block.shift", "block.mean", "block.cache", "head.weight"]
registered = names
moved = names
saved = names
updated = names
