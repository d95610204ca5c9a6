"""Sealed checks of the sample lesson."""

import torch

from autograde.sealed import Student, Verdict, sealed


@sealed("test_double")
def twice_the_input(student: Student) -> Verdict:
    x = torch.randn(2, 5, generator=student.rng)
    doubled = student.probe("doubled = double(x)", x=x).tensor("doubled", shape=(2, 5))
    if not torch.allclose(doubled, 2 * x.double(), atol=1e-5):
        return Verdict.wrong("double(x) is not twice x.")
    return Verdict.right()


@sealed("test_double")
def leaves_the_input_alone(student: Student) -> Verdict:
    x = torch.randn(4, generator=student.rng)
    after = student.probe("double(x)\nafter = x.clone()", x=x).tensor("after", shape=(4,))
    if not torch.allclose(after, x.double()):
        return Verdict.wrong("double changed its argument in place.")
    return Verdict.right()


@sealed("test_mean")
def mean_of_all_entries(student: Student) -> Verdict:
    x = torch.randn(3, 4, generator=student.rng)
    evidence = student.probe("average = mean(x)", x=x)
    average = evidence.number("average")
    if abs(average - float(x.mean())) > 1e-4:
        return Verdict.wrong("mean(x) is not the mean of all entries.")
    if isinstance(evidence["average"], torch.Tensor):
        return Verdict.partial(0.5, "mean(x) is a tensor, expected a Python float.")
    return Verdict.right()
