# cell: numerical_gradient
def numerical_gradient(f, x, eps=1e-6):
    numbers = x.double().flatten().tolist()
    def value(changed):
        return float(f(torch.tensor(changed, dtype=torch.float64).view(x.shape)))
    gradient = []
    for i, number in enumerate(numbers):
        up = value(numbers[:i] + [number + eps] + numbers[i + 1 :])
        down = value(numbers[:i] + [number - eps] + numbers[i + 1 :])
        gradient.append((up - down) / (2 * eps))
    return torch.tensor(gradient, dtype=torch.float64).view(x.shape)
