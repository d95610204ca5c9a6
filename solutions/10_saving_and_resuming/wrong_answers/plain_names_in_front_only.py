# cell: plain_names
# caught by: compiled_parts_of_a_net
# hint: stands in the middle
# misconception: 62
def plain_names(weights):
    plain = {}
    for name, value in weights.items():
        while name.startswith(("module.", "_orig_mod.")):
            name = name.split(".", 1)[1]
        plain[name] = value
    return plain
