# cell: choose_device
# caught by: device_follows_what_is_available
# hint: expected a torch.device
def choose_device():
    return torch.cuda.is_available()
