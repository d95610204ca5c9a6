# cell: safe_weights
# caught by: another_nets_file_raises
# hint: are missing
def save_weights(net, path, notes):
    state, seen = {}, set()
    for k, v in net.state_dict().items():
        if v.data_ptr() not in seen:
            seen.add(v.data_ptr())
            state[k] = v.contiguous()
    safetensors.torch.save_file(state, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    result = net.load_state_dict(safetensors.torch.load_file(path), strict=False)
    if result.unexpected_keys:
        raise RuntimeError("another net")
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
