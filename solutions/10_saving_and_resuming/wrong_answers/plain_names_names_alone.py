# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: expected a dictionary
def plain_names(weights):
    names = []
    for name in weights:
        parts = [part for part in name.split(".") if part != "_orig_mod"]
        while parts[0] == "module":
            parts = parts[1:]
        names.append(".".join(parts))
    return names
