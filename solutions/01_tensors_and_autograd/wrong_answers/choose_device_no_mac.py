# cell: choose_device
# caught by: device_follows_what_is_available
# hint: On a Mac
# credit: 0.5
def choose_device():
    return torch.device('cuda' if torch.cuda.is_available() else 'cpu')
