# cell: choose_device
# caught by: device_follows_what_is_available
# hint: it comes first
# credit: 0.5
def choose_device():
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("cpu")
