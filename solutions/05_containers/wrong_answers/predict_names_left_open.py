# cell: predict_names
# caught by: names_are_predicted
# hint: dotted_names['chain'] is not right
dotted_names = {"chain": None, "named": None, "nested": None, "grown": None, "holder": None}
counts = {"parameters of holder": None, "parameters of shared": None, "parameters of copies": None,
          "entries of shared.state_dict()": None, "inputs of lazy[2]": None}
