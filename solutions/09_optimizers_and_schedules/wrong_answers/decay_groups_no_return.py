# cell: decay_groups
# caught by: weights_alone_decay
# hint: Does your function return
def decay_groups(net, weight_decay):
    trained = [p for p in net.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.ndim < 2], "weight_decay": 0.0},
    ]
    print(len(groups[0]["params"]), len(groups[1]["params"]))
