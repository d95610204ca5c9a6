"""Sealed checks of the exercise `checkpoint`."""

from autograde.sealed import Evidence, Student, Verdict, sealed

from .checkpoint_run import RUN, Case, Moment, new_case, reference
from .common import agree, all_agree, same_entries

_RESUME = (
    RUN
    + """
with _tempfile.TemporaryDirectory() as _folder:
    _path = _pathlib.Path(_folder) / "run.pt"
    _moved = _os.path.join(_folder, "moved.pt")
    _first = _make(start, order_seed)
    save_checkpoint(str(_path), *_parts(_first), 0)  # this file is to be replaced
    torch.manual_seed(noise_seed)
    _train(_first, range(done))
    save_checkpoint(_path, *_parts(_first), epoch=told)
    exists = _path.is_file()
    _train(_first, range(done, epochs))
    undisturbed, in_training = _state(_first[0]), _first[0].training
    save_checkpoint(str(_path) + ".last", *_parts(_first), epochs)
    if exists:
        _os.rename(_path, _moved)
    torch.manual_seed(order_seed + noise_seed + 1)
    _second = _make(other_start, order_seed + 1)
    epoch = load_checkpoint(_moved, *_parts(_second))
    _state_kept = torch.get_rng_state()
    noise = torch.rand(5)
    torch.set_rng_state(_state_kept)
    _copy = torch.Generator()
    _copy.set_state(_second[3].generator.get_state())
    order = torch.rand(5, generator=_copy)
    loaded, in_training = _state(_second[0]), in_training and _second[0].training
    _memory = _second[1].state_dict()["state"]
    remembered = [_memory[_k][_n].clone() for _k in sorted(_memory) for _n in sorted(_memory[_k])]
    rate = float(_second[1].param_groups[0]["lr"])
    counted = _second[2].last_epoch
    _stepped = {id(_p) for _g in _second[1].param_groups for _p in _g["params"]}
    steps_the_net = _stepped == {id(_p) for _p in _second[0].parameters()}
    _train(_second, range(done, epochs))
    resumed = _state(_second[0])
"""
)

_OPEN = (
    RUN
    + """
def _payload_ran(folder):
    return _os.path.isdir(_os.path.join(folder, "payload"))

class _Hostile:
    def __init__(self, target):
        self.target = target
    def __reduce__(self):
        return _os.mkdir, (self.target,)

with _tempfile.TemporaryDirectory() as _folder:
    _path = _os.path.join(_folder, "run.pt")
    _run = _make(start, order_seed)
    _train(_run, range(done))
    save_checkpoint(_path, *_parts(_run), done)
    refusal = ""
    try:
        torch.load(_path, map_location="cpu", weights_only=True)
    except Exception as _error:
        refusal = f"{type(_error).__name__}: {_error}"
    _evil = _os.path.join(_folder, "sent.pt")
    torch.save({"net": _Hostile(_os.path.join(_folder, "payload"))}, _evil)
    try:
        load_checkpoint(_evil, *_parts(_run))
    except Exception:
        pass
    payload_ran = _payload_ran(_folder)
"""
)

_FROM_ELSEWHERE = (
    RUN
    + """
with _tempfile.TemporaryDirectory() as _folder:
    _path = _os.path.join(_folder, "run.pt")
    _run = _make(start, order_seed)
    _train(_run, range(done))
    with _mock.patch("torch.serialization.location_tag", lambda _storage: "cuda:63"):
        save_checkpoint(_path, *_parts(_run), done)
    _second = _make(other_start, order_seed)
    raised, message = "", ""
    try:
        load_checkpoint(_path, *_parts(_second))
    except Exception as _error:
        raised, message = type(_error).__name__, str(_error)
    loaded = _state(_second[0])
"""
)

_ADVICE = {
    "Weights only load failed": "The file holds something else than tensors and plain data. Save "
    "state dicts, not a net, an optimizer or a NumPy array.",
    "No such file": "Is `path` used, for saving and for loading? All has to be in that one file: "
    "it alone was moved and then loaded.",
    "RNG state must be": "A random state is a tensor of bytes on the CPU, as get_state() gives it.",
    "expected CPUGeneratorImplState": "A generator is put back by set_state, with what its "
    "get_state() gave.",
    "KeyError": "load_checkpoint must look for the names that save_checkpoint has used.",
    "pickle": "A net or an optimizer as a whole cannot be saved well: save their state dicts.",
}


def _resume(student: Student, case: Case) -> Evidence:
    about = f"for a run with {case.kind}, interrupted after {case.done} of {case.epochs} epochs"
    return student.ask(_RESUME, about, _ADVICE, **case.inputs)


_CASES = (("SGD", 2, 4), ("Adam", 1, 3))


@sealed("test_checkpoint")
def run_goes_on(student: Student) -> Verdict:
    """Net, optimizer, scheduler and epoch come back; saving disturbs nothing."""
    for each in _CASES:
        case = new_case(student, *each)
        interrupted, finished = reference(case)
        evidence = _resume(student, case)
        if not evidence.flag("exists"):
            return Verdict.wrong("save_checkpoint has written no file at path.")
        if not evidence.flag("in_training"):
            return Verdict.wrong(
                "The net is in eval mode after saving or loading, so that the run goes on without "
                "dropout. Leave its mode alone."
            )
        complaint = (
            _net_complaint(evidence, interrupted, case)
            or _rest_complaint(evidence, interrupted, case)
            or _epoch_complaint(evidence, case)
        )
        if complaint:
            return Verdict.wrong(complaint)
        if not evidence.flag("steps_the_net"):
            return Verdict.wrong(
                "After loading, the optimizer steps other tensors than the parameters of net, and "
                "the net no longer learns. load_state_dict copies into the parameters that are "
                "there; assign=True puts others in their place."
            )
        if not same_entries(evidence["undisturbed"], finished):
            return Verdict.wrong(
                "The run that was saved, and not stopped, ends elsewhere: save_checkpoint changes "
                "something, perhaps a random state."
            )
    return Verdict.right()


def _net_complaint(evidence: Evidence, interrupted: Moment, case: Case) -> str:
    loaded = evidence["loaded"]
    if same_entries(loaded, interrupted.net):
        return ""
    if same_entries(loaded, case.other_start):
        return (
            "load_checkpoint has left the net as it was. It must be changed in place, by "
            "net.load_state_dict(...); `net = ...` only gives the name to something else."
        )
    if same_entries(loaded, case.start):
        return "The file holds the first state that was saved: a later one must replace it."
    wrong = [name for name, value in interrupted.net.items() if not agree(loaded[name], value)]
    return f"After loading, {', '.join(wrong[:3])} of the net is not as it was when it was saved."


def _rest_complaint(evidence: Evidence, interrupted: Moment, case: Case) -> str:
    remembered = evidence.sequence("remembered")
    if not remembered:
        return (
            "The optimizer has lost what it remembers of each parameter (momentum, averages). Is "
            "its state_dict saved, and loaded?"
        )
    if not all_agree(remembered, interrupted.optimizer):
        return "What the optimizer remembers of each parameter is not what it was when saved."
    if abs(evidence.number("rate") - interrupted.rate) > 1e-9:
        return (
            f"The learning rate is {evidence.number('rate'):.4g} after loading, expected "
            f"{interrupted.rate:.4g}. It comes back with the optimizer's state_dict."
        )
    if evidence.number("counted") != interrupted.counted:
        return (
            f"The scheduler has counted {evidence.number('counted'):.0f} epochs, expected "
            f"{interrupted.counted}: the learning rate will change at the wrong time. Is its "
            "state_dict saved, and loaded?"
        )
    return ""


def _epoch_complaint(evidence: Evidence, case: Case) -> str:
    if evidence["epoch"] is None:
        return "load_checkpoint returns None, expected the number of finished epochs."
    if evidence.number("epoch") == case.told:
        return ""
    return (
        f"load_checkpoint returns {evidence.number('epoch'):g}, expected {case.told}: the number "
        "of finished epochs, just as save_checkpoint was given it. One more would leave an epoch "
        "out, and what the scheduler has counted can be another number."
    )


@sealed("test_checkpoint")
def random_numbers_go_on(student: Student) -> Verdict:
    """Half of the points for a run that resumes with other random numbers."""
    for each in _CASES:
        case = new_case(student, *each)
        interrupted, finished = reference(case)
        evidence = _resume(student, case)
        if not agree(evidence["noise"], interrupted.noise):
            return Verdict.partial(
                0.5,
                "torch's own random generator is not where it was, so that dropout draws other "
                "masks: torch.get_rng_state() and torch.set_rng_state(). The seed does not do, it "
                "says where the row of numbers began.",
            )
        if not agree(evidence["order"], interrupted.order):
            return Verdict.partial(
                0.5,
                "The loader's generator is not where it was, so that the images come in another "
                "order: generator.get_state() and generator.set_state(), on the generator that is "
                "passed in.",
            )
        if not same_entries(evidence["resumed"], finished):
            return Verdict.partial(
                0.5,
                "All is back in its place, and still the resumed run ends elsewhere than the "
                "uninterrupted one. Does load_checkpoint replace something, where it should "
                "change it in place?",
            )
    return Verdict.right()


@sealed("test_checkpoint")
def file_is_safe_to_open(student: Student) -> Verdict:
    case = new_case(student, "SGD", 1, 2)
    about = "and then the file was opened with weights_only=True"
    evidence = student.ask(_OPEN, about, _ADVICE, **case.inputs)
    if refusal := evidence.text("refusal"):
        reason = refusal.partition("WeightsUnpickler error: ")[2].partition(". Please")[0]
        return Verdict.wrong(
            "The file cannot be opened with weights_only=True, the default: "
            f"{(reason or refusal)[:150]}. Save state dicts, tensors and plain data; never a net, "
            "an optimizer, a scheduler or a generator as a whole."
        )
    if evidence.flag("payload_ran"):
        return Verdict.wrong(
            "load_checkpoint was given a file with a payload in it, and has run it. Whoever opens "
            "a file with weights_only=False, or with pickle, runs what its author wrote."
        )
    return Verdict.right()


@sealed("test_checkpoint")
def file_from_another_machine(student: Student) -> Verdict:
    """One point of four."""
    case = new_case(student, "SGD", 1, 2)
    evidence = student.ask(_FROM_ELSEWHERE, "for a run on a GPU", _ADVICE, **case.inputs)
    if raised := evidence.text("raised"):
        return Verdict.partial(
            0.75,
            "A file from a machine with more GPUs cannot be loaded here: "
            f"{raised}: {evidence.text('message')[:160]}. Pass map_location='cpu'; load_state_dict "
            "then copies each value to where the net is.",
        )
    return Verdict.right()
