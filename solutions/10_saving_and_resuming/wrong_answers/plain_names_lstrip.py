# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: lstrip takes letters
# misconception: 62
def plain_names(weights):
    return {k.lstrip("module.").lstrip("_orig_mod."): v for k, v in weights.items()}
