# cell: safe_weights
def save_weights(net, path, notes):
    metadata = {"notes": json.dumps(notes)}
    safetensors.torch.save_model(net, filename=str(path), metadata=metadata, force_contiguous=True)


def load_weights(net, path):
    data = Path(path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    safetensors.torch.load_model(net, Path(path))
    return json.loads(header["__metadata__"]["notes"])
