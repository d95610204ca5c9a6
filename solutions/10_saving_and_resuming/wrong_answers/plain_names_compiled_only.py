# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: Nothing is taken off
# misconception: 62
def plain_names(weights):
    return {k.replace("_orig_mod.", ""): v for k, v in weights.items()}
