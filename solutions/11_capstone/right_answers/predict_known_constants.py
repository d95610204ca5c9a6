# cell: predict
MEAN = torch.tensor([0.4914, 0.4822, 0.4465]).reshape(1, 3, 1, 1)
STD = torch.tensor([0.2470, 0.2435, 0.2616]).reshape(1, 3, 1, 1)


def predict(net, images, batch_size=250):
    x = (images.float().div(255) - MEAN) / STD
    was_training = net.training
    net.train(False)
    result = torch.empty(len(images), dtype=torch.long)
    with torch.no_grad():
        for i in range(0, len(x), batch_size):
            result[i : i + batch_size] = net(x[i : i + batch_size].to(device)).softmax(-1).argmax(-1)
    if was_training:
        net.train()
    return result
