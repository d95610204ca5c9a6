# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: can be several
# misconception: 62
def plain_names(weights):
    return {k.removeprefix("_orig_mod.").removeprefix("module."): v for k, v in weights.items()}
