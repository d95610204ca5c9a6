"""The accuracy of the student's net, and its place in the leaderboard."""

from autograde.sealed import HeldOut, Student, Verdict, sealed, threshold

HELD_OUT = HeldOut.beside(__file__)

_COUNT = """
import torch
is_module = isinstance(net, torch.nn.Module)
count = sum(_p.numel() for _p in net.parameters())
"""


# The visible tests ask for 55% and 70% of the test images. Here are 1,000 other images, and their
# mirror images: the bars are lower, so that whoever clears the visible ones clears these. The
# measurements are in calibration.json.
@threshold(
    "test_capstone",
    bars={"embedded": 0.52, "full": 0.68},
    hint="Did the training raise? Does the loss fall, and does validation rise? Guessing would "
    "give 10%.",
    ranked=True,
)
def capstone_accuracy(student: Student) -> float:
    """Accuracy of `predict(net, images)` on held-out images"""
    predict = "predictions = predict(net, images).cpu()"
    return HELD_OUT.accuracy_on_everything(student, predict)


@sealed("test_capstone")
def net_within_the_budget(student: Student) -> Verdict:
    count = student.probe(_COUNT).number("count")
    if count > 2_000_000:
        return Verdict.wrong(
            f"net has {count:,.0f} parameters, and two million are allowed, in `net` as in "
            "build_net()."
        )
    return Verdict.right()
