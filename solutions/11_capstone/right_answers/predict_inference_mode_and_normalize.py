# cell: predict
def predict(net, images, batch_size=250):
    mean, std = loader_train.dataset.statistics
    normalise = v2.Compose([v2.ToDtype(torch.float32, scale=True), v2.Normalize(mean.tolist(), std.tolist())])
    modes = {m: m.training for m in net.modules()}
    net.eval()
    classes = []
    with torch.inference_mode():
        for start in range(0, len(images), batch_size):
            scores = net(normalise(images[start : start + batch_size]).to(device))
            classes.extend(scores.argmax(1).tolist())
    for m, training in modes.items():
        m.training = training
    return torch.tensor(classes)
