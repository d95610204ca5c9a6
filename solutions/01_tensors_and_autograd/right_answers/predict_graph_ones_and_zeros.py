# cell: predict_graph
needs_grad = {"a": 0, "w": 1, "b": 0, "c": 1, "d": 0, "e": 1, "f": 1, "g": 0, "h": 0}
is_leaf = {"a": 1, "w": 1, "b": 1, "c": 0, "d": 1, "e": 0, "f": 1, "g": 1, "h": 1}
way_back = ["Sum", "Add", "Sin", "Mul"]
