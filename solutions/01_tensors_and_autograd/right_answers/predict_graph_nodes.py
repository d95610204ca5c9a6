# cell: predict_graph
x = torch.ones(3)
a = torch.ones(3)
w = torch.ones(3, requires_grad=True)
b = a * 2
c = w * 2
d = c.detach()
e = torch.randn(3, requires_grad=True) * 0.1
f = (torch.randn(3) * 0.1).requires_grad_()
with torch.no_grad():
    g = w * 2
with torch.inference_mode():
    h = w * 2
loss = (torch.sin(w * x) + 3).sum()

needs_grad, is_leaf, way_back = {}, {}, []
for key in "awbcdefgh":
    needs_grad[key] = globals()[key].requires_grad
    is_leaf[key] = globals()[key].is_leaf
node = loss.grad_fn
while node is not None:
    way_back.append(node)
    node = node.next_functions[0][0]
