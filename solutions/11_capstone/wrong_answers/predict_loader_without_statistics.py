# cell: predict
# caught by: images_are_normalised_as_in_training
# hint: not normalised
def predict(net, images, batch_size=250):
    loader = ArrayLoader(images, torch.zeros(len(images), dtype=torch.int64), batch_size=batch_size)
    was_training = net.training
    net.eval()
    with torch.no_grad():
        classes = [net(x.to(device)).argmax(dim=1).cpu() for x, _ in loader]
    net.train(was_training)
    return torch.cat(classes)
