# cell: choose_device
# caught by: device_follows_what_is_available
# hint: inside the function
has_gpu = torch.cuda.is_available()
has_mps = torch.backends.mps.is_available()


def choose_device():
    return torch.device("cuda" if has_gpu else "mps" if has_mps else "cpu")
