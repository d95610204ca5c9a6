# cell: checkpoint
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    checkpoint = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
        "generator": generator.get_state(),
        "torch": torch.get_rng_state(),
    }
    write_whole(checkpoint, path)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    torch.set_rng_state(checkpoint["torch"])
    generator.set_state(checkpoint["generator"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    net.load_state_dict(checkpoint["net"])
    return checkpoint["epoch"]
