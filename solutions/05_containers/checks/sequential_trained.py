"""The accuracy of the net of the exercise `sequential`."""

from autograde.sealed import HeldOut, Student, threshold

HELD_OUT = HeldOut.beside(__file__)

_PREDICT = """
import torch
_mean, _std = (_s.cpu().view(-1, 1, 1) for _s in loader_test.dataset.statistics)
_x = ((images.float() / 255 - _mean) / _std).to(device)
_modules = list(model.modules())
_modes = [_m.training for _m in _modules]
try:
    model.to(device).eval()
    with torch.no_grad():
        predictions = torch.cat([model(_part) for _part in _x.split(250)]).argmax(dim=1)
finally:
    for _m, _mode in zip(_modules, _modes):
        _m.training = _mode
"""


# The visible test asks for 24% of 1,000 test images, or 45% of 10,000. Here there are 1,000
# others: the bars are two points lower, so that whoever clears the visible ones clears these.
# Measured after one epoch on the embedded data, on test images: PyTorch's own start 42% at 1e-2,
# 37% at 2e-2, 33% at 5e-2, 30% to 32% at 1e-3, 25% at 3e-4, 18% to 21% at 1e-4; random_weight, or
# Kaiming's by another spelling, 38% to 42% at 1e-2 (without the clipping one of sixteen stayed at
# 9%), 27% to 30% at 1e-3; a last layer forty times too large 13% to 15%, all weights of size 1 or
# 0.1 at most 17%. The bar lies between 1e-3 and 1e-4. On all of the data, without the clipping:
# PyTorch's own start 55% at 1e-2, 50% at 1e-3; with it 32% at 1e-4, and Kaiming's 57% at 1e-2.
@threshold(
    "test_sequential",
    bars={"embedded": 0.22, "full": 0.43},
    hint="Guessing would give 10%. Did the test reach the training? Is the learning rate far from "
    "1e-2? Do the weights begin far too large?",
)
def sequential_accuracy(student: Student) -> float:
    """Accuracy of model on held-out images"""
    return HELD_OUT.accuracy(student, _PREDICT, count=1000)
