# cell: TextNet
class Average(nn.Module):
    def forward(self, x):
        return x.flatten(2).mean(2)


class Add(nn.Module):
    def __init__(self, back):
        super().__init__()
        self.back = back

    def forward(self, outputs):
        return outputs[-1] + outputs[-self.back]


class TextNet(nn.Module):
    def __init__(self, description, in_channels):
        super().__init__()
        layers, c = [], in_channels
        for line in description.strip().split("\n"):
            if not line.strip():
                continue
            match line.split():
                case ["conv", f, k]:
                    layers.append(nn.Conv2d(c, int(f), int(k), padding=int(k) // 2))
                    c = int(f)
                case ["linear", u]:
                    layers.append(nn.Linear(c, int(u)))
                    c = int(u)
                case ["relu"]:
                    layers.append(nn.ReLU())
                case ["pool"]:
                    layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
                case ["average"]:
                    layers.append(Average())
                case ["add", b]:
                    layers.append(Add(int(b)))
                case words:
                    raise ValueError(f"what is {words}?")
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        outputs = []
        for layer in self.layers:
            if isinstance(layer, Add):
                outputs.append(layer(outputs))
            else:
                outputs.append(layer(outputs[-1] if outputs else x))
        return outputs[-1]
