# cell: choose_device
# caught by: device_follows_what_is_available
# hint: Where torch.cuda.is_available() is True
def choose_device():
    if torch.cuda.is_available():
        device = torch.device('cuda')
    if torch.backends.mps.is_available():
        device = torch.device('mps')
    else:
        device = torch.device('cpu')
    return device
