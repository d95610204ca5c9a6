# cell: choose_device
# caught by: device_follows_what_is_available
# hint: device
def choose_device():
    return torch.device('gpu' if torch.cuda.is_available() else 'cpu')
