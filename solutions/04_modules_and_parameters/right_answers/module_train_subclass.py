# cell: module_train
class CifarNet(ThreeLayerConvNet):
    def __init__(self):
        super().__init__(3, 32, 16, 10)


model = CifarNet()
optimizer = optim.SGD(model.parameters(), lr=3e-3)
print(model)
