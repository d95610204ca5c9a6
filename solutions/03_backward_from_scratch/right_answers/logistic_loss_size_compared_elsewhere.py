# cell: logistic_loss
def same_shape(a, b):
    if a.size() != b.size():
        raise ValueError(f"{a.size()} and {b.size()}")


def logistic_loss(z, y):
    same_shape(z, y)
    print("batch of", len(z))
    largest = torch.maximum(z, torch.zeros_like(z))
    return (largest + torch.log(torch.exp(-largest) + torch.exp(z - largest)) - y * z).mean()
