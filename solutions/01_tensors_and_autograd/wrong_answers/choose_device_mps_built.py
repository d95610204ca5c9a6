# cell: choose_device
# caught by: device_follows_what_is_available
# hint: is_built() is another
def choose_device():
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_built():
        return torch.device("mps")
    return torch.device("cpu")
