# cell: plain_names
def plain_name(name):
    first, dot, rest = name.partition(".")
    if dot and first in ("module", "_orig_mod"):
        return plain_name(rest)
    return ".".join(part for part in name.split(".") if part != "_orig_mod")


def plain_names(weights):
    return type(weights)((plain_name(name), tensor) for name, tensor in weights.items())
