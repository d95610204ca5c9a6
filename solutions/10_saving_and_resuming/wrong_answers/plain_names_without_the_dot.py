# cell: plain_names
# caught by: only_whole_parts_are_taken_out
# hint: modules
def plain_names(weights):
    plain = {}
    for name, value in weights.items():
        name = name.replace("_orig_mod.", "")
        while name.startswith("module"):
            name = name[len("module."):]
        plain[name] = value
    return plain
