# cell: registration
# caught by: registration_is_predicted
# hint: persistent=False
# credit: 0.75
registered = {"block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight"}
moved = registered | {"block.mean", "block.cache"}
saved = registered | {"block.mean", "block.cache"}
updated = registered - {"block.fixed"}
