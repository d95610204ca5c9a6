# cell: checkpoint
# caught by: run_goes_on
# hint: All has to be in that one file
# credit: 0
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    checkpoint = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)
    torch.save({"torch": torch.get_rng_state(), "generator": generator.get_state()}, f"{path}.random")


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = torch.load(path, map_location="cpu")
    checkpoint |= torch.load(f"{path}.random")
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["torch"])
    return checkpoint["epoch"]
