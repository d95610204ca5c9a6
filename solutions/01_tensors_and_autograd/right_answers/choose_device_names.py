# cell: choose_device
def choose_device():
    if torch.cuda.is_available():
        name = 'cuda'
    elif torch.backends.mps.is_available():
        name = 'mps'
    else:
        name = 'cpu'
    print(f'using {name}')
    return name
