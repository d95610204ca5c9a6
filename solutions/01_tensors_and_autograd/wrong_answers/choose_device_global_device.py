# cell: choose_device
# caught by: device_follows_what_is_available
# hint: inside the function
device = torch.device("cpu")


def choose_device():
    return device
