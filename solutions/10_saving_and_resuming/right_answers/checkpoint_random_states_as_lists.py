# cell: checkpoint
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    d = dict(net=copy.deepcopy(net.state_dict()), opt=optimizer.state_dict(), sch=scheduler.state_dict(), epoch=epoch)
    d["g"] = generator.get_state().tolist()
    d["t"] = torch.default_generator.get_state().tolist()
    torch.save(d, path)

def load_checkpoint(path, net, optimizer, scheduler, generator):
    d = torch.load(path, map_location=lambda storage, location: storage)
    scheduler.load_state_dict(d.pop("sch"))
    optimizer.load_state_dict(d.pop("opt"))
    net.load_state_dict(d.pop("net"))
    generator.set_state(torch.tensor(d["g"], dtype=torch.uint8))
    torch.set_rng_state(torch.ByteTensor(d["t"]))
    return d["epoch"]
