# cell: checkpoint
# caught by: run_goes_on
# hint: was given it
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    write_whole({
        "net": net.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
        "epoch": scheduler.last_epoch, "torch": torch.get_rng_state(), "loader": generator.get_state(),
    }, path)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["torch"])
    generator.set_state(checkpoint["loader"])
    return checkpoint["epoch"]
