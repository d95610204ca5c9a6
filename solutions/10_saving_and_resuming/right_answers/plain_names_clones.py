# cell: plain_names
def plain_names(weights):
    def clean(name):
        parts = name.split(".")
        parts = list(filter(lambda part: part != "_orig_mod", parts))
        start = 0
        while parts[start] == "module":
            start += 1
        return ".".join(parts[start:])

    return {clean(name): tensor.clone() if torch.is_tensor(tensor) else tensor for name, tensor in weights.items()}
