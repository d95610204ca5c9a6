# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: order is not
def plain_names(weights):
    plain = {}
    for name in sorted(weights, reverse=True):
        parts = [part for part in name.split(".") if part != "_orig_mod"]
        while parts[0] == "module":
            parts = parts[1:]
        plain[".".join(parts)] = weights[name]
    return plain
