# cell: predict_structure
# caught by: structure_is_predicted
# hint: not copies
# credit: 0.5
structure = {
    "children": 3,
    "modules": 10,
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["0", "1"],
    "names in a block": ["", "conv", "norm"],
    "own parameters": ["scale"],
    "a shape": (8, 8, 3, 3),
    "a class": "Block",
    "scale": 1.0,
}
