# cell: safe_weights
# caught by: weights_come_back
# hint: lie in another order
def save_weights(net, path, notes):
    net.to(memory_format=torch.contiguous_format)
    safetensors.torch.save_model(net, str(path), metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
