"""Sealed checks of the exercise `Registry`."""

from autograde.sealed import Student, Verdict, sealed

from .common import draw, listed

_ADVICE = {
    "'NoneType' object is not callable": "A function inside returns nothing: "
    '@registry.register("a name") calls register with the name, and what comes back is the '
    "decorator.",
    "missing 1 required positional argument": "Both forms must work: register(cls), and "
    'register("a name"), which gives a decorator.',
    "has no attribute '__name__'": 'register("a name") hands over a string, register(cls) a class: '
    "isinstance(given, str) tells them apart.",
    "unexpected keyword argument 'type'": 'The entry "type" is no argument of the class: take it '
    "out of a copy of the config.",
    "not callable": 'register("a name") must give a decorator, a function of the class.',
}

_CLASSES = """
import torch

class _Alpha:
    def __init__(self, size, *, scale=1.0):
        self.size, self.scale = size, scale

class _Beta:
    def __init__(self):
        self.made = True

class _Gamma(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.width = width

_classes = dict(zip(class_names, (_Alpha, _Beta, _Gamma)))
for _name, _cls in _classes.items():
    _cls.__name__ = _cls.__qualname__ = _name
_Alpha, _Beta, _Gamma = _classes.values()
_r = Registry()
"""


def _class_names(student: Student) -> list[str]:
    """Names that are new each time, not in alphabetical order."""
    number = draw(student, 1000, 9999)
    return [f"Wide{number}", f"Plain{number}", f"Narrow{number}"]


@sealed("test_Registry")
def decorator_returns_the_class(student: Student) -> Verdict:
    names = _class_names(student)
    code = (
        _CLASSES
        + """
_before = set(vars(_Alpha)), set(vars(_Beta))
bare = _r.register(_Alpha)
called = _r.register("under this name")(_Beta)
kinds = [type(bare).__name__, type(called).__name__]
same = [bare is _Alpha, called is _Beta]
changed = (set(vars(_Alpha)), set(vars(_Beta))) != _before
listed = list(_r.names())
bare = called = None
"""
    )
    situation = 'used as register(cls) and as register("under this name")(cls)'
    evidence = student.ask(code, f"when {situation}", _ADVICE, class_names=names)
    forms = ("@registry.register", '@registry.register("a name")')
    same, kinds = evidence.sequence("same", 2), evidence.sequence("kinds", 2)
    for form, is_same, kind in zip(forms, same, kinds, strict=True):
        if not is_same and kind == "NoneType":
            return Verdict.wrong(
                f"Below {form} the name of the class stands for None: the decorator must return "
                "the class, for its result takes the place of the class."
            )
        if not is_same:
            return Verdict.wrong(
                f"Below {form} stands something of type {kind}, expected the class itself."
            )
    if evidence.flag("changed"):
        return Verdict.wrong("The classes come back with attributes added. Leave them unchanged.")
    wanted = [names[0], "under this name"]
    if evidence.sequence("listed") != wanted:
        return Verdict.wrong(
            f"names() gives {evidence.sequence('listed')}, expected {wanted}: cls.__name__ where "
            "no name is given, and the name as it is where one is."
        )
    return Verdict.right()


@sealed("test_Registry")
def names_keep_their_order(student: Student) -> Verdict:
    names = _class_names(student)
    code = (
        _CLASSES
        + """
for _cls in (_Gamma, _Alpha):
    _r.register(_cls)
_r.register("Beta")(_Beta)
listed = list(_r.names())
listed_again = list(_r.names())
"""
    )
    evidence = student.ask(code, "when given three classes", _ADVICE, class_names=names)
    wanted = [names[2], names[0], "Beta"]
    found = evidence.sequence("listed")
    if found != wanted or evidence.sequence("listed_again") != wanted:
        same = "in the order of registration" if sorted(map(str, found)) == sorted(wanted) else ""
        return Verdict.wrong(f"names() gives {found}, expected {wanted} {same}".strip() + ".")
    return Verdict.right()


@sealed("test_Registry")
def duplicates_are_refused(student: Student) -> Verdict:
    names = _class_names(student)
    code = (
        _CLASSES
        + """
def _attempt(action):
    try:
        action()
    except Exception as _error:
        return "KeyError" if isinstance(_error, KeyError) else type(_error).__name__
    return ""

_r.register(_Alpha)
_r.register("second")(_Beta)
raised = [
    _attempt(lambda: _r.register(_Alpha)),
    _attempt(lambda: _r.register(class_names[0])(_Beta)),
    _attempt(lambda: _r.register("second")(_Gamma)),
]
try:
    stayed = isinstance(_r.build({"type": class_names[0], "size": 1}), _Alpha)
    stayed = stayed and isinstance(_r.build({"type": "second"}), _Beta)
except Exception:  # another class stands there, and takes other arguments
    stayed = False
listed = list(_r.names())
"""
    )
    evidence = student.ask(
        code, "when given two classes under one name", _ADVICE, class_names=names
    )
    what = ("the same class twice", "a class under a name that is taken", "a second class as well")
    for situation, came in zip(what, evidence.sequence("raised", length=3), strict=True):
        if came != "KeyError":
            came = f"raises {came}" if came else "raises nothing"
            return Verdict.wrong(
                f"Registering {situation} {came}, expected KeyError. Two files that take one name "
                "would replace each other silently."
            )
    if not evidence.flag("stayed"):
        return Verdict.wrong(
            "A duplicate raises, but replaces the class all the same: ask before you store."
        )
    if evidence.sequence("listed") != [names[0], "second"]:
        found = evidence.sequence("listed")
        return Verdict.wrong(f"After refused duplicates names() gives {listed(found)}.")
    return Verdict.right()


@sealed("test_Registry")
def config_is_built(student: Student) -> Verdict:
    names = _class_names(student)
    size = draw(student, 2, 99)
    config = {"type": names[0], "size": size, "scale": 0.5}
    code = (
        _CLASSES
        + """
for _cls in (_Alpha, _Beta):
    _r.register(_cls)
_r.register("gamma")(_Gamma)
_given = dict(config)
_one = _r.build(_given)
unchanged = _given == config
_two = _r.build(dict(config))
kind, is_class = type(_one).__name__, isinstance(_one, type)
right_class = type(_one) is _Alpha
arguments = [getattr(_one, "size", None), getattr(_one, "scale", None)]
is_new = _one is not _two
_beta, _gamma = _r.build({"type": class_names[1]}), _r.build({"type": "gamma", "width": 3})
others = type(_beta) is _Beta and type(_gamma) is _Gamma and _gamma.width == 3
unknown = ""
try:
    _r.build({"type": "nobody has registered this"})
except Exception as _error:
    unknown = "KeyError" if isinstance(_error, KeyError) else type(_error).__name__
"""
    )
    evidence = student.ask(
        code, f"when asked to build {config}", _ADVICE, class_names=names, config=config
    )
    if evidence.flag("is_class"):
        return Verdict.wrong("build gives the class itself, expected an object of it: call it.")
    if not evidence.flag("right_class"):
        kind = evidence.text("kind")
        return Verdict.wrong(f"build({config}) gives {kind}, expected an object of {names[0]}.")
    if evidence.sequence("arguments") != [size, 0.5]:
        return Verdict.wrong("The entries of the config do not arrive as keyword arguments.")
    if not evidence.flag("unchanged"):
        return Verdict.wrong(
            'build changes the config: pop("type") takes the name out for good, and the same '
            "config cannot be built twice. Work on a copy, dict(config)."
        )
    if not evidence.flag("is_new"):
        return Verdict.wrong(
            "Two calls of build give the same object, expected a new one each time."
        )
    if not evidence.flag("others"):
        return Verdict.wrong("A class without arguments, or one under a given name, is not built.")
    if evidence.text("unknown") != "KeyError":
        came = evidence.text("unknown") or "nothing"
        return Verdict.wrong(f"An unknown name raises {came}, expected KeyError.")
    return Verdict.right()


@sealed("test_Registry")
def registries_are_apart(student: Student) -> Verdict:
    names = _class_names(student)
    code = (
        _CLASSES
        + """
listed = list(_r.names())
if not listed:
    _r.register(_Alpha)
    listed = list(Registry().names())
"""
    )
    evidence = student.ask(code, "beside a second registry", _ADVICE, class_names=names)
    if found := evidence.sequence("listed"):
        return Verdict.wrong(
            f"A new registry knows {listed(found)} already: its dictionary is made once, for the "
            "class or outside it. Make it in __init__."
        )
    return Verdict.right()
