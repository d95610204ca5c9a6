# cell: predict_graph
# caught by: graph_is_predicted
# hint: way_back runs forward
needs_grad = {"a": True, "w": True, "b": True, "c": True, "d": True, "e": True, "f": True, "g": True, "h": True}
is_leaf = {"a": True, "w": True, "b": True, "c": True, "d": True, "e": True, "f": True, "g": True, "h": True}
way_back = ["Mul", "Sin", "Add", "Sum"]
