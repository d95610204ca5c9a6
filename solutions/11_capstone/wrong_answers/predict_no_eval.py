# cell: predict
# caught by: mode_is_eval_and_put_back
# hint: asked in training mode
# misconception: 55
def predict(net, images, batch_size=250):
    mean, std = (s.view(-1, 1, 1) for s in loader_train.dataset.statistics)
    pass
    found = []
    with torch.no_grad():
        for part in images.split(batch_size):
            x = (part.float() / 255 - mean) / std
            found.append(net(x.to(device)).argmax(dim=1).cpu())
    pass
    return torch.cat(found)
