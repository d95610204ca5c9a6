# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: becomes
def plain_names(weights):
    return {k.split(".", 1)[1]: v for k, v in weights.items()}
