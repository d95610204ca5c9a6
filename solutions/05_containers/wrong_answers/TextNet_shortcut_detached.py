# cell: TextNet
# caught by: text_is_followed
# hint: is detached
class TextNet(nn.Module):
    def __init__(self, description, in_channels):
        super().__init__()
        self.layers = nn.ModuleList()
        self.lines = []
        channels = in_channels
        for line in description.splitlines():
            if not line.strip():
                continue
            word, *numbers = line.split()
            numbers = [int(n) for n in numbers]
            if word == "conv":
                layer = nn.Conv2d(channels, numbers[0], numbers[1], padding=numbers[1] // 2)
                channels = numbers[0]
            elif word == "relu":
                layer = nn.ReLU()
            elif word == "pool":
                layer = nn.MaxPool2d(2)
            elif word in ("add", "average"):
                layer = nn.Identity()
            elif word == "linear":
                layer = nn.Linear(channels, numbers[0])
                channels = numbers[0]
            else:
                raise ValueError(word)
            self.layers.append(layer)
            self.lines.append((word, numbers))

    def forward(self, x):
        outputs = []
        for (word, numbers), layer in zip(self.lines, self.layers):
            if word == "add":
                x = x + outputs[-numbers[0]]
            elif word == "average":
                x = x.mean(dim=(2, 3))
            else:
                x = layer(x)
            outputs.append(x.detach())
        return x
