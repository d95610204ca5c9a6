# cell: registration
registered = ("head.weight", "block.gain", "block.fc.bias", "block.fc.weight", "block.fixed")
moved = registered + ("block.cache", "block.mean")
saved = ("block.mean",) + registered
updated = ("block.gain", "block.fc.weight", "block.fc.bias", "head.weight")
