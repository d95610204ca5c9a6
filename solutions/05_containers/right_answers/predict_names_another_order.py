# cell: predict_names
dotted_names = dict(
    chain=("0.bias", "0.weight", "2.weight"),
    named=("first.weight", "first.bias", "second.weight", "second.bias"),
    nested=("1.weight", "1.bias", "0.1.weight", "0.1.bias"),
    grown=("2.bias", "2.weight", "0.bias", "0.weight", "head.bias", "head.weight"),
    holder=("scales.0", "scales.1", "sides.left.weight", "sides.left.bias",
            "blocks.1.weight", "blocks.1.bias"),
)
counts = {"parameters of holder": 6, "parameters of shared": 2, "parameters of copies": 6,
          "entries of shared.state_dict()": 6, "inputs of lazy[2]": 192}
