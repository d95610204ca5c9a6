# cell: predict_state_dict
saved = Puzzle().state_dict()
in_state_dict = {name: name in saved for name in [
    "first.weight", "norm.weight", "norm.running_mean", "norm.num_batches_tracked", "act.weight",
    "scale", "offset", "frozen.weight", "seen", "mask", "blocks.0.weight", "spare.0.weight"]}
optimizer_counts = {}
for cls, options in ((torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}), (torch.optim.Adam, {})):
    puzzle = Puzzle()
    opt = cls(puzzle.parameters(), **options)
    before = len(opt.state_dict()["state"])
    puzzle(torch.randn(4, 4)).sum().backward()
    opt.step()
    state = opt.state_dict()["state"]
    if cls is torch.optim.SGD:
        optimizer_counts["parameters"] = len(opt.state_dict()["param_groups"][0]["params"])
        optimizer_counts["before"] = before
        optimizer_counts["after"] = len(state)
    else:
        optimizer_counts["Adam"] = len(state[0])
