# cell: predict_graph
# caught by: graph_is_predicted
# hint: as little as no_grad
# misconception: 8
# credit: 0.75
needs_grad = {"a": False, "w": True, "b": False, "c": True, "d": False, "e": True, "f": True, "g": False, "h": True}
is_leaf = {"a": True, "w": True, "b": True, "c": False, "d": True, "e": False, "f": True, "g": True, "h": True}
way_back = ["Sum", "Add", "Sin", "Mul"]
