# cell: registration
registered = {"block.fc.weight", "block.fc.bias", "block.gain", "block.fixed", "head.weight"}
saved = registered | {"block.mean"}
moved = saved | {"block.cache"}
updated = registered - {"block.fixed"}
