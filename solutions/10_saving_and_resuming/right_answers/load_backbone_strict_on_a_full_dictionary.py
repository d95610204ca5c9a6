# cell: load_backbone
def load_backbone(net, weights, prefix=""):
    chosen = {k[len(prefix):]: v for k, v in weights.items() if k.startswith(prefix)}
    chosen = {k: v for k, v in chosen.items() if not k.startswith("head.")}
    head = {k: v for k, v in net.state_dict().items() if k.startswith("head.")}
    net.load_state_dict({**chosen, **head})
    return list(head)
