# cell: train_part2
def train_part2(model_fn, params, learning_rate):
    for t, (x, y) in enumerate(loader_train):
        x = x.to(device=device, dtype=dtype)
        y = y.to(device=device, dtype=torch.long)
        scores = model_fn(x, params)
        loss = F.cross_entropy(scores, y)
        slopes = torch.autograd.grad(loss, params)
        with torch.no_grad():
            for w, slope in zip(params, slopes):
                w.sub_(slope, alpha=learning_rate)
