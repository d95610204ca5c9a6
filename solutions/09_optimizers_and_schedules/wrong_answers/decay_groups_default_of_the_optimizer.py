# cell: decay_groups
# caught by: weights_alone_decay
# hint: that of AdamW is 0.01
# misconception: 50
def decay_groups(net, weight_decay):
    trained = [p for p in net.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if p.ndim > 1], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.ndim <= 1]},
    ]
