# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A sample lesson
# Two exercises, small enough for tests of the machinery.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import torch

from course_lib import expect

# %% [markdown]
# ## Double


# %% nbgrader={"grade": false, "grade_id": "double", "locked": false, "schema_version": 3, "solution": true, "task": false}
def double(x):
    """Return a new tensor, twice `x`."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_double", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
expect.close("double(x)", double(torch.ones(3)), torch.full((3,), 2.0))

# %% [markdown]
# ## Mean


# %% nbgrader={"grade": false, "grade_id": "mean", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean(x):
    """Return the mean of all entries of `x` as a Python float."""
    ### BEGIN SOLUTION
    return x.mean().item()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_mean", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
expect.true(abs(mean(torch.tensor([1.0, 3.0])) - 2.0) < 1e-6, "mean(x) is 2 for [1, 3]")
