# cell: predict_graph
w = torch.ones(3, requires_grad=True); x = torch.ones(3)
loss = (torch.sin(w * x) + 3).sum()
needs_grad = {"a": False, "w": True, "b": False, "c": True, "d": False, "e": True, "f": True, "g": False, "h": False}
is_leaf = {"a": True, "w": True, "b": True, "c": False, "d": True, "e": False, "f": True, "g": True, "h": True}
way_back = []
fn = loss.grad_fn
while fn:
    way_back.append(fn.name())
    fn = fn.next_functions[0][0] if fn.next_functions else None
