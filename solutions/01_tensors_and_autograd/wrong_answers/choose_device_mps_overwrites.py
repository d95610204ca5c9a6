# cell: choose_device
# caught by: device_follows_what_is_available
# hint: both available
# credit: 0.5
def choose_device():
    device = torch.device("cpu")
    if torch.cuda.is_available():
        device = torch.device("cuda")
    if torch.backends.mps.is_available():
        device = torch.device("mps")
    return device
