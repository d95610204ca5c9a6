# cell: checkpoint
def save_checkpoint(path, net, optimizer, scheduler, generator, epoch):
    checkpoint = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
        "generator": generator.get_state(),
        "torch": torch.get_rng_state(),
        "python": random.getstate(),
        "numpy": [*np.random.get_state()[:1], np.random.get_state()[1].tolist(), *np.random.get_state()[2:]],
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    write_whole(checkpoint, path)


def load_checkpoint(path, net, optimizer, scheduler, generator):
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(checkpoint["net"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["torch"])
    random.setstate(checkpoint["python"])
    np.random.set_state(tuple(checkpoint["numpy"]))
    if torch.cuda.is_available():
        torch.cuda.set_rng_state_all(checkpoint["cuda"])
    return checkpoint["epoch"]
