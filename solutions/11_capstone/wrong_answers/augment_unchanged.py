# cell: augment
# caught by: every_version_is_drawn_for_each_image
# hint: Two calls give the same
def augment(x, padding=2):
    return x.clone()
