# cell: plain_names
# caught by: only_whole_parts_are_taken_out
# hint: taken out in the middle
def plain_names(weights):
    plain = {}
    for name, value in weights.items():
        parts = [part for part in name.split(".") if part not in ("module", "_orig_mod")]
        plain[".".join(parts)] = value
    return plain
