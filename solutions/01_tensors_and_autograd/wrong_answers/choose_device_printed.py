# cell: choose_device
# caught by: device_follows_what_is_available
# hint: return its result
def choose_device():
    if torch.cuda.is_available():
        print('cuda')
    elif torch.backends.mps.is_available():
        print('mps')
    else:
        print('cpu')
