# cell: decay_groups
# caught by: weights_alone_decay
# hint: both weight and bias are vectors
# misconception: 50
def decay_groups(net, weight_decay):
    no_decay_names = ["bias", "bn", "norm", "LayerNorm.weight"]
    trained = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    decay = [p for n, p in trained if not any(nd in n for nd in no_decay_names)]
    no_decay = [p for n, p in trained if any(nd in n for nd in no_decay_names)]
    return [
        {"params": decay, "weight_decay": weight_decay},
        {"params": no_decay, "weight_decay": 0.0},
    ]
