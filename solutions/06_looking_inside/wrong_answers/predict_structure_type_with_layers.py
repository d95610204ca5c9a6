# cell: predict_structure
# caught by: structure_is_predicted
# hint: second entry
structure = {
    "children": 3,
    "modules": 10,
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["block1", "block2"],
    "names in a block": ["", "conv", "norm"],
    "own parameters": ["scale"],
    "a shape": (8, 3, 3),
    "a class": "BatchNorm2d",
    "scale": 0.0,
}
