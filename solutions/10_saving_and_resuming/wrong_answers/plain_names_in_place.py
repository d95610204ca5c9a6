# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: Build a new one
def plain_names(weights):
    for name in list(weights):
        parts = [part for part in name.split(".") if part != "_orig_mod"]
        while parts[0] == "module":
            parts.pop(0)
        weights[".".join(parts)] = weights.pop(name)
    return weights
