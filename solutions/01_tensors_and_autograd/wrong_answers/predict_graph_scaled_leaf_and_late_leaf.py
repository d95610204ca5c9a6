# cell: predict_graph
# caught by: graph_is_predicted
# hint: comes last
# misconception: 5
# credit: 0.75
needs_grad = {"a": False, "w": True, "b": False, "c": True, "d": False, "e": True, "f": True, "g": False, "h": False}
is_leaf = {"a": True, "w": True, "b": True, "c": False, "d": True, "e": True, "f": False, "g": True, "h": True}
way_back = ["Sum", "Add", "Sin", "Mul"]
