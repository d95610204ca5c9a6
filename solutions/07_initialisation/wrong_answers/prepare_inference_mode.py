# cell: prepare
# caught by: prepared_net_can_be_trained
# hint: use no_grad
@torch.inference_mode()
def dry_run(net, batch):
    net(batch)

def prepare(net, batch, rule):
    training = net.training
    net.eval()
    dry_run(net, batch)
    net.train(training)
    net.apply(rule)
    return net
