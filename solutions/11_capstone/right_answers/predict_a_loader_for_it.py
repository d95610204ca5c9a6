# cell: predict
@torch.no_grad()
def predict(net, images, batch_size=250):
    loader = ArrayLoader(
        images, torch.zeros(len(images), dtype=torch.int64), batch_size=batch_size,
        statistics=loader_train.dataset.statistics,
    )
    before = net.training
    try:
        net.eval()
        return torch.cat([torch.max(net(x.to(device)), dim=1)[1] for x, _ in loader]).cpu()
    finally:
        net.train(before)
