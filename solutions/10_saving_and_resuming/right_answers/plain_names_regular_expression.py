# cell: plain_names
import re


def plain_names(weights):
    plain = {}
    for name, tensor in weights.items():
        name = re.sub(r"(^|(?<=\.))_orig_mod\.", "", name)
        plain[re.sub(r"^(module\.)+", "", name)] = tensor
    return plain
