# cell: predict_rates
def first_rates(make, steps, calls=1, before=0):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.8)
    scheduler = make(optimizer)
    optimizer.step()
    found = []
    for _ in range(before):
        scheduler.step()
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        for _ in range(calls):
            scheduler.step()
    return torch.tensor(found)


def steps_down(o):
    return MultiStepLR(o, milestones=[2, 4], gamma=0.5)


w = nn.Parameter(torch.zeros(1))
o = torch.optim.SGD([w], lr=0.8, momentum=0.5)
places = []
for _ in range(3):
    w.grad = torch.ones(1)
    o.step()
    places.append(w.detach().clone())
numbers = {
    "multistep": first_rates(steps_down, 6),
    "at the top": first_rates(steps_down, 6, before=1),
    "every batch": first_rates(steps_down, 4, calls=3),
    "cosine": first_rates(lambda o: CosineAnnealingLR(o, T_max=4), 9)[::2],
    "batches": torch.tensor(math.ceil(1000 / 64) * 5),
    "momentum": places,
}
still_held = {}
net = small_net()
o = torch.optim.SGD(net.parameters(), lr=0.8)
net.to(torch.float64)
still_held["dtype"] = is_held(o, net)
nn.init.zeros_(net.head.weight)
still_held["init"] = is_held(o, net)
net.load_state_dict(small_net().state_dict())
still_held["load"] = is_held(o, net)
still_held["copy"] = is_held(o, copy.deepcopy(net))
net.body.requires_grad_(False)
still_held["frozen"] = is_held(o, net)
net.head = nn.Linear(32, 3)
still_held["head"] = is_held(o, net)
still_held["empty"] = False
