# cell: predict_graph
# caught by: graph_is_predicted
# hint: is not right
# credit: 0.5
needs_grad = {"a": True, "w": True, "b": True, "c": False, "d": True, "e": False, "f": True, "g": True, "h": True}
is_leaf = {"a": False, "w": True, "b": False, "c": True, "d": False, "e": True, "f": True, "g": False, "h": False}
way_back = ["Sum", "Add", "Sin", "Mul"]
