# cell: registration
# caught by: registration_is_predicted
# hint: belongs to the outer one too
registered = ["head.weight"]
moved = ["head.weight"]
saved = ["head.weight"]
updated = ["head.weight"]
