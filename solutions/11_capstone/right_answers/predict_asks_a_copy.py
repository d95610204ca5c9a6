# cell: predict
import copy


def predict(net, images, batch_size=250):
    judge = copy.deepcopy(net).eval()
    mean, std = (s.view(-1, 1, 1).to(device) for s in loader_train.dataset.statistics)
    with torch.no_grad():
        return torch.cat([judge((b.to(device) / 255 - mean) / std).argmax(1).cpu() for b in images.split(batch_size)])
