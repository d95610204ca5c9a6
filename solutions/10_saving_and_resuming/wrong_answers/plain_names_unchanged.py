# cell: plain_names
# caught by: prefixes_are_taken_off
# hint: Nothing is taken off
# misconception: 62
def plain_names(weights):
    return dict(weights)
