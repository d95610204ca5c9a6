# cell: safe_weights
# caught by: weights_come_back
# hint: must change net in place
def save_weights(net, path, notes):
    safetensors.torch.save_model(net, path, metadata={"notes": json.dumps(notes)})


def load_weights(net, path):
    net = copy.deepcopy(net)
    safetensors.torch.load_model(net, path)
    with safe_open(path, framework="pt") as file:
        return json.loads(file.metadata()["notes"])
