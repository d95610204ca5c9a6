# cell: predict_names
chain = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2, bias=False))
nested = nn.Sequential(nn.Sequential(nn.ReLU(), nn.Linear(4, 3)), nn.Linear(3, 2))
grown = nn.Sequential(nn.Linear(4, 3))
grown.add_module("head", nn.Linear(3, 2))
grown.append(nn.Linear(2, 2))
dotted_names = {
    "chain": [name for name, _ in chain.named_parameters()],
    "named": ["first.weight", "first.bias", "second.weight", "second.bias"],
    "nested": tuple(dict(nested.named_parameters())),
    "grown": {name for name, _ in grown.named_parameters()},
    "holder": ["blocks.1.weight", "blocks.1.bias", "sides.left.weight", "sides.left.bias",
               "scales.0", "scales.1"],
}
counts = {
    "parameters of holder": len(dotted_names["holder"]),
    "parameters of shared": torch.tensor(2),
    "parameters of copies": np.int64(6),
    "entries of shared.state_dict()": 6.0, "inputs of lazy[2]": 192,
}
