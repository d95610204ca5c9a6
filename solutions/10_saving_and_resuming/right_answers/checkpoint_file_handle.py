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
    with open(path, "wb") as file:
        torch.save(checkpoint, file)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    with open(path, "rb") as file:
        checkpoint = torch.load(file, map_location=lambda storage, location: storage, weights_only=True)
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["torch"])
    return checkpoint["epoch"]
