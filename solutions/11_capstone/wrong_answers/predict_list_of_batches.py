# cell: predict
# caught by: each_image_gets_its_class
# hint: expected a tensor
def predict(net, images, batch_size=250):
    mean, std = (s.view(-1, 1, 1) for s in loader_train.dataset.statistics)
    was_training = net.training
    net.eval()
    found = []
    with torch.no_grad():
        for part in images.split(batch_size):
            x = (part.float() / 255 - mean) / std
            found.append(net(x.to(device)).argmax(dim=1).cpu())
    net.train(was_training)
    return found
