"""Sealed checks of the exercise `choose_device`."""

from autograde.sealed import BadEvidence, Student, Verdict, sealed

# What a machine with such devices answers to the usual questions. Its PyTorch was built for all of
# them, whether it has them or not, as the packages for CUDA and for the Mac are.
_CHOOSE_DEVICE = """
import types, torch
def _cuda():
    return has_cuda
def _mps():
    return has_mps
def _any():
    return has_cuda or has_mps
def _built():
    return True
def _current(check_available=False):
    if check_available and not _any():
        return None
    return torch.device("mps" if has_mps and not has_cuda else "cuda")
_memory = types.SimpleNamespace(name="GPU", total_memory=2**34, major=8, minor=0)
_answers = {
    torch.cuda: dict(is_available=_cuda, device_count=lambda: int(has_cuda),
                     current_device=lambda: 0, get_device_name=lambda *_: "GPU",
                     get_device_properties=lambda *_: _memory),
    torch.backends.cuda: dict(is_built=_built),
    torch.backends.mps: dict(is_available=_mps, is_built=_built),
    torch.mps: dict(is_available=_mps, device_count=lambda: int(has_mps)),
    torch.accelerator: dict(is_available=_any, device_count=lambda: int(_any()),
                            current_accelerator=_current),
}
_kept = [(m, n, getattr(m, n)) for m, d in _answers.items() for n in d if hasattr(m, n)]
try:
    for _module, _name, _original in _kept:
        setattr(_module, _name, _answers[_module][_name])
        for _key, _value in list(notebook.items()):
            if _value is _original:
                notebook[_key] = _answers[_module][_name]
    _answer = choose_device()
finally:
    for _module, _name, _original in _kept:
        setattr(_module, _name, _original)
is_device = isinstance(_answer, (torch.device, str))
kind = type(_answer).__name__
answer = str(_answer)
"""


def _chosen(student: Student, *, cuda: bool, mps: bool) -> str:
    evidence = student.probe(_CHOOSE_DEVICE, has_cuda=cuda, has_mps=mps)
    if not evidence.flag("is_device"):
        kind = evidence.text("kind")
        wanted = "expected a torch.device or its name. Does it return its result in every case?"
        raise BadEvidence(f"choose_device() gives {kind}, {wanted}")
    return evidence.text("answer").removesuffix(":0")


@sealed("test_choose_device")
def device_follows_what_is_available(student: Student) -> Verdict:
    where_none, where_cuda = (
        _chosen(student, cuda=has_cuda, mps=False) for has_cuda in (False, True)
    )
    if where_cuda != "cuda":
        return Verdict.wrong(
            f"Where torch.cuda.is_available() is True, choose_device gives {where_cuda}, expected "
            "cuda. Is the question asked inside the function, at each call, or does a later line "
            "overwrite the answer?"
        )
    if where_none != "cpu":
        return Verdict.wrong(
            f"On a machine without a GPU choose_device gives {where_none}, expected cpu. "
            "torch.device('cuda') can be made anywhere: ask whether there is one, and call the "
            "question with its parentheses, since a function by itself counts as true. is_built() "
            "is another question: what this PyTorch was made for, not what the machine has."
        )
    where_mps = _chosen(student, cuda=False, mps=True)
    if where_mps != "mps":
        return Verdict.partial(
            0.5,
            f"On a Mac with a GPU choose_device gives {where_mps}, expected mps: without CUDA, "
            "ask torch.backends.mps.is_available().",
        )
    where_both = _chosen(student, cuda=True, mps=True)
    if where_both != "cuda":
        return Verdict.partial(
            0.5,
            f"Where CUDA and MPS are both available choose_device gives {where_both}, expected "
            "cuda: it comes first. Ask for MPS only where there is no CUDA.",
        )
    return Verdict.right()
