# cell: choose_device
def choose_device():
    if torch.cuda.device_count() > 0:
        print('using', torch.cuda.get_device_name(0))
        return torch.device('cuda', 0)
    elif torch.backends.mps.is_built() and torch.backends.mps.is_available():
        return torch.device('mps')
    return torch.device('cpu')
