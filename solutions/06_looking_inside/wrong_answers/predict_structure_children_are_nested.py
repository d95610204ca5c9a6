# cell: predict_structure
# caught by: structure_is_predicted
# hint: only what is an attribute
# misconception: 29
structure = {
    "children": 9,
    "modules": 9,
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["0", "1"],
    "names in a block": ["conv", "norm"],
    "own parameters": ["scale"],
    "a shape": (8, 8, 3, 3),
    "a class": "Block",
    "scale": 0.0,
}
