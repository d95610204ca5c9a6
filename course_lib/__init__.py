"""The helper library that the lessons import."""

from course_lib import vision

# Before anything can import torchvision: the wheel on PyPI fails beside a CPU build of torch.
vision.repair_when_needed()
