# cell: safe_weights
# caught by: weights_come_back
# hint: assign=True
def save_weights(net, path, notes):
    tensors = {k: v.clone().contiguous() for k, v in net.state_dict().items()}
    safetensors.torch.save_file(tensors, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    net.load_state_dict(safetensors.torch.load_file(path), assign=True)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
