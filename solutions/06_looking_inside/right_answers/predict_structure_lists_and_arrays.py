# cell: predict_structure
structure = {
    "children": 3,
    "modules": 10,
    "parameters": 11,
    "buffers": 7,
    "names in blocks": ["0", "1"],
    "names in a block": ["", "conv", "norm"],
    "own parameters": ("scale",),
    "a shape": [8, 8, 3, 3],
    "a class": "Block()",
    "scale": torch.zeros(1),
}
