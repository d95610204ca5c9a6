# cell: predict_names
# caught by: names_are_predicted
# hint: the index in the outer Sequential comes first
dotted_names = {
    "chain": ["0.weight", "0.bias", "2.weight"],
    "named": ["first.weight", "first.bias", "second.weight", "second.bias"],
    "nested": ["1.0.weight", "1.0.bias", "1.weight", "1.bias"],
    "grown": ["0.weight", "0.bias", "head.weight", "head.bias", "2.weight", "2.bias"],
    "holder": ["1.weight", "1.bias", "left.weight", "left.bias", "0", "1"],
}
counts = {"parameters of holder": 12, "parameters of shared": 20, "parameters of copies": 60,
          "entries of shared.state_dict()": 3, "inputs of lazy[2]": 192}
