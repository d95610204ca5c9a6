# cell: predict_structure
# caught by: structure_is_predicted
# hint: no prediction for children
structure = {
    "children": None,
    "modules": None,
    "parameters": None,
    "buffers": None,
    "names in blocks": None,
    "names in a block": None,
    "own parameters": None,
    "a shape": None,
    "a class": None,
    "scale": None,
}
