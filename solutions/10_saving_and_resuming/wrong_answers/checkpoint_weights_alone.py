# cell: checkpoint
# caught by: run_goes_on
# hint: lost what it remembers
# misconception: 61
# credit: 0
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    checkpoint = {
        "net": net.state_dict(),
        "epoch": epoch,
    }
    write_whole(checkpoint, path)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(checkpoint["net"])
    return checkpoint["epoch"]
