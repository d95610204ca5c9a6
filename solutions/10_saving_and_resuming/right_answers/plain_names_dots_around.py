# cell: plain_names
from collections import OrderedDict


def plain_names(weights):
    result = OrderedDict()
    for key in weights.keys():
        new = "." + key
        while "._orig_mod." in new:
            new = new.replace("._orig_mod.", ".")
        while new.startswith(".module."):
            new = new[len(".module"):]
        result[new[1:]] = weights[key]
    return result
