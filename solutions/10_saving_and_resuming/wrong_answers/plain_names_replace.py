# cell: plain_names
# caught by: only_whole_parts_are_taken_out
# hint: replace takes the words out
# misconception: 62
def plain_names(weights):
    return {k.replace("module.", "").replace("_orig_mod.", ""): v for k, v in weights.items()}
