# cell: choose_device
# caught by: device_follows_what_is_available
# hint: Where torch.cuda.is_available() is True
def choose_device():
    return torch.device('cpu')
