# cell: predict_rates
import numpy as np

numbers, still_held = {}, dict.fromkeys(["dtype", "head", "init", "load", "copy", "empty", "frozen"])

numbers["multistep"] = np.array([0.8, 0.8, 0.4, 0.4, 0.2, 0.2])
numbers["at the top"] = np.array([0.8, 0.4, 0.4, 0.2, 0.2, 0.2])
numbers["every batch"] = list(np.array([0.8, 0.4, 0.2, 0.2]))
numbers["cosine"] = 0.4 * (1 + np.cos(np.pi * np.arange(0, 10, 2) / 4))
numbers["batches"] = np.int64(80)
numbers["momentum"] = -0.8 * np.array([1, 2.5, 4.25])
for key in still_held:
    still_held[key] = np.bool_(key in ("dtype", "init", "load", "frozen"))
