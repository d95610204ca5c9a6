# cell: choose_device
# caught by: device_follows_what_is_available
# hint: return its result in every case
def choose_device():
    if torch.cuda.is_available():
        return torch.device('cuda')
    if torch.backends.mps.is_available():
        return torch.device('mps')
