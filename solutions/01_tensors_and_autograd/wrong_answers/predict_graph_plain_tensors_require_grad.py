# cell: predict_graph
# caught by: graph_is_predicted
# hint: unless it is told to
# credit: 0.75
needs_grad = {"a": True, "w": True, "b": True, "c": True, "d": False, "e": True, "f": True, "g": False, "h": False}
is_leaf = {"a": True, "w": True, "b": True, "c": False, "d": True, "e": False, "f": True, "g": True, "h": True}
way_back = ["Sum", "Add", "Sin", "Mul"]
