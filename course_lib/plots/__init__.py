"""The pictures of the lessons. Each function returns a picture that Jupyter shows as the value of
a cell; `picture.show()` shows it in mid-cell, and `picture.description` says it in one sentence.

Where matplotlib is missing, or GROUND_UP_TEXT_PLOTS=1, the picture is plain text.
"""

from course_lib.plots.curves import lines, loss_and_accuracy, weight_histograms
from course_lib.plots.graph import autograd_graph
from course_lib.plots.grids import first_layer_filters, images

__all__ = [
    "autograd_graph",
    "first_layer_filters",
    "images",
    "lines",
    "loss_and_accuracy",
    "weight_histograms",
]
