# cell: predict
# caught by: mode_is_eval_and_put_back
# hint: is in training mode afterwards
# misconception: 56
def predict(net, images, batch_size=250):
    mean, std = (s.view(-1, 1, 1) for s in loader_train.dataset.statistics)
    net.eval()
    found = []
    with torch.no_grad():
        for part in images.split(batch_size):
            x = (part.float() / 255 - mean) / std
            found.append(net(x.to(device)).argmax(dim=1).cpu())
    net.train()
    return torch.cat(found)
