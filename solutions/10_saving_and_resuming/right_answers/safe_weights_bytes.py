# cell: safe_weights
import struct


def save_weights(net, path, notes):
    weights = {k: v.contiguous().clone() for k, v in net.state_dict().items()}
    Path(path).write_bytes(safetensors.torch.save(weights, {"format": "pt", "json": json.dumps(notes)}))


def load_weights(net, path):
    data = Path(path).read_bytes()
    net.load_state_dict(safetensors.torch.load(data))
    (length,) = struct.unpack("<Q", data[:8])
    return json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["json"])
