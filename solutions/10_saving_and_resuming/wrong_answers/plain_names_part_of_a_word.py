# cell: plain_names
# caught by: only_whole_parts_are_taken_out
# hint: my_orig_mod
def plain_names(weights):
    plain = {}
    for name, value in weights.items():
        name = name.replace("_orig_mod.", "")
        while name.startswith("module."):
            name = name.removeprefix("module.")
        plain[name] = value
    return plain
