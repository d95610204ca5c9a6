# cell: gain
def gain(f):
    with torch.no_grad():
        z = torch.empty(1000, 500, device=device).normal_()
        return torch.rsqrt(torch.mean(torch.square(f(z)))).cpu()
