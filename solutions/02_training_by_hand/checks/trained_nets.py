"""The accuracy of the two trained nets."""

from autograde.sealed import HeldOut, Student, threshold

HELD_OUT = HeldOut.beside(__file__)

_PREDICT = """
import torch
_mean, _std = (_s.cpu().view(-1, 1, 1) for _s in loader_test.dataset.statistics)
_x = ((images.float() / 255 - _mean) / _std).to(device)
with torch.no_grad():
    _scores = [NET(_part, PARAMS) for _part in _x.split(250)]
predictions = torch.cat(_scores).argmax(dim=1)
"""


def _accuracy(student: Student, net: str, params: str) -> float:
    predict = _PREDICT.replace("NET", net).replace("PARAMS", params)
    return HELD_OUT.accuracy(student, predict, count=1000)


# On the full data the visible tests ask for 40% and 42% of 10,000 test images. Here there are 1,000
# images, on which chance weighs more: the bars are two points lower, so that whoever clears the
# visible ones clears these. The measurements are in calibration.json.
@threshold(
    "test_two_layer_accuracy",
    bars={"embedded": 0.30, "full": 0.38},
    hint="Did the training cell above raise? Do the exercises pass? Does the loss fall? Guessing "
    "would give 10%.",
)
def two_layer_accuracy(student: Student) -> float:
    """Accuracy of the two-layer net on held-out images"""
    return _accuracy(student, "two_layer_fc", "two_layer_params")


@threshold(
    "test_convnet_accuracy",
    bars={"embedded": 0.30, "full": 0.40},
    hint="Did the training cell above raise? Do the exercises pass? Is the learning rate far from "
    "3e-3? Guessing would give 10%.",
)
def convnet_accuracy(student: Student) -> float:
    """Accuracy of the ConvNet on held-out images"""
    return _accuracy(student, "three_layer_convnet", "convnet_params")
