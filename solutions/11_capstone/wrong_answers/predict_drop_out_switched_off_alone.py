# cell: predict
# caught by: mode_is_eval_and_put_back
# hint: Call net.eval()
# misconception: 57
def predict(net, images, batch_size=250):
    mean, std = (s.view(-1, 1, 1) for s in loader_train.dataset.statistics)
    layers = [m for m in net.modules() if isinstance(m, nn.Dropout) and m.training]
    for m in layers:
        m.eval()
    found = []
    with torch.no_grad():
        for part in images.split(batch_size):
            x = (part.float() / 255 - mean) / std
            found.append(net(x.to(device)).argmax(dim=1).cpu())
    for m in layers:
        m.train()
    return torch.cat(found)
