# cell: choose_device
# caught by: device_follows_what_is_available
# hint: On a machine without a GPU
def choose_device():
    return torch.accelerator.current_accelerator() or torch.device("cpu")
