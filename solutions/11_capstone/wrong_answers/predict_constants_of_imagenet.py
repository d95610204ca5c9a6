# cell: predict
# caught by: images_are_normalised_as_in_training
# hint: other numbers than loader_train
def predict(net, images, batch_size=250):
    mean, std = (s.view(-1, 1, 1) for s in loader_train.dataset.statistics)
    mean = torch.tensor([0.485, 0.456, 0.406]).view(-1, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(-1, 1, 1)
    was_training = net.training
    net.eval()
    found = []
    with torch.no_grad():
        for part in images.split(batch_size):
            x = (part.float() / 255 - mean) / std
            found.append(net(x.to(device)).argmax(dim=1).cpu())
    net.train(was_training)
    return torch.cat(found)
