# cell: safe_weights
# caught by: weights_come_back
# hint: no longer one tensor
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    weights = safetensors.torch.load_file(path)
    with safe_open(path, framework="pt") as file:
        metadata = file.metadata()
    notes = json.loads(metadata.pop("notes"))
    for name, kept in metadata.items():  # what was tied gets a parameter of its own
        module, _, last = name.rpartition(".")
        setattr(net.get_submodule(module), last, nn.Parameter(weights[kept].clone()))
        weights[name] = weights[kept]
    net.load_state_dict(weights)
    return notes
