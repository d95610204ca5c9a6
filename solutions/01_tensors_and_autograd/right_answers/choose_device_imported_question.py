# cell: choose_device
from torch.backends.mps import is_available as has_mps
from torch.cuda import is_available


def choose_device():
    device = torch.device("cpu")
    if has_mps():
        device = torch.device("mps")
    if is_available():
        device = torch.device("cuda")
    return device
