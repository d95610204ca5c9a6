# cell: predict_structure
import numpy as np
structure = dict(
    children=np.int64(3),
    modules=torch.tensor(10),
    parameters=11,
    buffers=7.0,
)
structure["names in blocks"] = ("0", "1")
structure["names in a block"] = {"conv", "norm", ""}
structure["own parameters"] = "scale"
structure["a shape"] = torch.Size([8, 8, 3, 3])
structure["a class"] = Block
structure["scale"] = 0
