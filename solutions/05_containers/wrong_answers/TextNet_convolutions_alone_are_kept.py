# cell: TextNet
# caught by: text_is_followed
# hint: when made from
class TextNet(nn.Module):
    def __init__(self, description, in_channels):
        super().__init__()
        self.lines = [line.split() for line in description.splitlines() if line.strip()]
        self.layers = nn.ModuleList()
        channels = in_channels
        for line in self.lines:
            if line[0] == "conv":
                out, size = int(line[1]), int(line[2])
                self.layers.append(nn.Conv2d(channels, out, size, padding=(size - 1) // 2))
                channels = out
            elif line[0] == "relu":
                self.layers.append(nn.ReLU())
            elif line[0] == "pool":
                self.layers.append(nn.MaxPool2d(2, 2))
            elif line[0] == "add":
                self.layers.append(nn.Identity())
            elif line[0] == "average":
                self.layers.append(nn.Identity())
            elif line[0] == "linear":
                self.layers.append(nn.Linear(channels, int(line[1])))
                channels = int(line[1])
            else:
                raise ValueError("unknown layer " + line[0])

    def forward(self, x):
        outputs = []
        for line, layer in zip(self.lines, self.layers):
            if line[0] == "add":
                x = x + outputs[-int(line[1])]
            elif line[0] == "average":
                x = x.mean(dim=(2, 3))
            else:
                x = layer(x)
            if line[0] == "conv":
                outputs.append(x)
        return x
