# cell: checkpoint
# caught by: run_goes_on
# hint: scheduler has counted
# misconception: 61
# credit: 0
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    checkpoint = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "epoch": epoch,
        "generator": generator.get_state(),
        "torch": torch.get_rng_state(),
    }
    write_whole(checkpoint, path)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["torch"])
    return checkpoint["epoch"]
