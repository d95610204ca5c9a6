# cell: checkpoint
PARTS = ("net", "optimizer", "scheduler")


def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    states = [part.state_dict() for part in (net, optimizer, scheduler)]
    noise = torch.random.get_rng_state()
    torch.save([*states, generator.get_state(), noise, int(epoch)], str(path))


def load_checkpoint(path, net, optimizer, scheduler, generator):
    *states, order, noise, epoch = torch.load(str(path), map_location="cpu")
    for part, state in zip((net, optimizer, scheduler), states):
        part.load_state_dict(state)
    generator.set_state(order)
    torch.random.set_rng_state(noise)
    print(f"resuming after epoch {epoch}")
    return epoch
