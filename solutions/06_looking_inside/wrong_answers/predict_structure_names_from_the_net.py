# cell: predict_structure
# caught by: structure_is_predicted
# hint: seen from there
# credit: 0.5
structure = {
    "children": 3,
    "modules": 10,
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["blocks.0", "blocks.1"],
    "names in a block": ["blocks.1", "blocks.1.conv", "blocks.1.norm"],
    "own parameters": ["scale"],
    "a shape": (8, 8, 3, 3),
    "a class": "Block",
    "scale": 0.0,
}
