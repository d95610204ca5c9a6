# cell: predict
# caught by: images_are_normalised_as_in_training
# hint: but not normalised
def predict(net, images, batch_size=250):
    mean, std = (s.view(-1, 1, 1) for s in loader_train.dataset.statistics)
    was_training = net.training
    net.eval()
    found = []
    with torch.no_grad():
        for part in images.split(batch_size):
            x = part.float() / 255
            found.append(net(x.to(device)).argmax(dim=1).cpu())
    net.train(was_training)
    return torch.cat(found)
