# cell: predict_graph
# caught by: graph_is_predicted
# hint: way_back is not right
# credit: 0.5
needs_grad = {"a": False, "w": True, "b": False, "c": True, "d": False, "e": True, "f": True, "g": False, "h": False}
is_leaf = {"a": True, "w": True, "b": True, "c": False, "d": True, "e": False, "f": True, "g": True, "h": True}
way_back = ["AccumulateGrad", "Sum", "Add", "Sin", "Mul"]
