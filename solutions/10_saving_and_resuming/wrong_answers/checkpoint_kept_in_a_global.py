# cell: checkpoint
# caught by: run_goes_on
# hint: was when it was saved
# credit: 0
LAST = {}

def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    checkpoint = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
        "generator": generator.get_state(),
        "torch": torch.get_rng_state(),
    }
    LAST.update(copy.deepcopy(checkpoint))
    torch.save(checkpoint, path)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = LAST
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["torch"])
    return checkpoint["epoch"]
