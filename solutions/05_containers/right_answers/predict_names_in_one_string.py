# cell: predict_names
dotted_names = {
    "chain": "0.weight, 0.bias, 2.weight",
    "named": "first.weight first.bias second.weight second.bias",
    "nested": "0.1.weight 0.1.bias 1.weight 1.bias",
    "grown": "0.weight, 0.bias, head.weight, head.bias, 2.weight, 2.bias",
    "holder": "blocks.1.weight,blocks.1.bias,sides.left.weight,sides.left.bias,scales.0,scales.1",
}
counts = {
    "parameters of holder": 6,
    "parameters of shared": 2,
    "parameters of copies": 6,
    "entries of shared.state_dict()": 6, "inputs of lazy[2]": 192,
}
