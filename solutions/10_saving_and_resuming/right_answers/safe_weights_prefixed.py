# cell: safe_weights
from safetensors.torch import load_model, save_model


def save_weights(net, path, notes):
    save_model(net, str(path), metadata={"note." + k: json.dumps(v) for k, v in notes.items()})


def load_weights(net, path):
    missing, unexpected = load_model(net, str(path))
    with safe_open(path, framework="pt") as file:
        metadata = file.metadata() or {}
    return {k[5:]: json.loads(v) for k, v in metadata.items() if k.startswith("note.")}
