# cell: choose_device
def choose_device():
    device = torch.accelerator.current_accelerator(check_available=True)
    return torch.device('cpu') if device is None else device
