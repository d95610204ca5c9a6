# cell: predict_structure
# caught by: structure_is_predicted
# hint: not F.relu
structure = {
    "children": 4,
    "modules": 13,
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["0", "1"],
    "names in a block": ["", "conv", "norm", "relu"],
    "own parameters": ["scale"],
    "a shape": (8, 8, 3, 3),
    "a class": "Block",
    "scale": 0.0,
}
