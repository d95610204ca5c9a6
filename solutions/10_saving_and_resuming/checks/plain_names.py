"""Sealed checks of the exercise `plain_names`."""

import torch

from autograde.sealed import Student, Verdict, sealed

from .common import agree, random_integer

_RENAME = """
_given = dict(weights)
_result = plain_names(_given)
is_dictionary = isinstance(_result, dict)
kind = type(_result).__name__
is_new = _result is not _given
renamed = dict(_result) if is_dictionary else {}
names = [str(_name) for _name in renamed]
given_names = list(_given)
untouched = list(_given) == list(weights) and all(_given[_n] is weights[_n] for _n in weights)
"""

_ADVICE = {
    "changed size": "The dictionary is changed while it is gone through: build a new one.",
    "mutated during": "The dictionary is changed while it is gone through: build a new one.",
}


def _rename(student: Student, pairs: list[tuple[str, str]]) -> Verdict | None:
    """None if every name comes out as the second of its pair."""
    weights = {
        name: torch.randn(1 + k % 3, generator=student.rng) for k, (name, _) in enumerate(pairs)
    }
    evidence = student.ask(_RENAME, f"on the names {[p[0] for p in pairs]}", _ADVICE,
                   weights=weights)  # fmt: skip
    if not evidence.flag("is_dictionary"):
        return Verdict.wrong(
            f"plain_names gives an object of type {evidence.text('kind')}, expected a dictionary."
        )
    if not evidence.flag("untouched") or not evidence.flag("is_new"):
        return Verdict.wrong(
            "The dictionary that was passed in has other names afterwards. Build a new one; the "
            "caller may still need the old one."
        )
    found, expected = evidence.sequence("names"), [plain for _, plain in pairs]
    if found != expected:
        if sorted(found) == sorted(expected):
            return Verdict.wrong("The names are right, their order is not that of the argument.")
        return Verdict.wrong(_why(found, pairs))
    renamed = evidence.mapping("renamed", "plain_names(...)")
    if not all(agree(renamed[plain], weights[name]) for name, plain in pairs):
        return Verdict.wrong("A name has got another tensor than the one that it had.")
    return None


def _why(found: list[str], pairs: list[tuple[str, str]]) -> str:
    if len(found) != len(pairs):
        return f"{len(pairs)} entries went in, {len(found)} came out: {found}."
    (name, plain), came = next((p, f) for p, f in zip(pairs, found, strict=True) if p[1] != f)
    told = f"{name!r} becomes {came!r}, expected {plain!r}. "
    slips = {
        "Only a prefix of the whole name is taken off. Where a part of a net was compiled, "
        "_orig_mod stands in the middle.": _prefixes_off(name, rounds=9),
        "Nothing is taken off.": name,
        "Only one prefix is taken off, and there can be several.": _prefixes_off(name, rounds=1),
        "module is taken out in the middle too, where it is a name that the net itself has.": (
            ".".join(part for part in name.split(".") if part not in ("module", "_orig_mod"))
        ),
        "replace takes the words out wherever they stand, in the middle of a name and of a word; "
        "take whole parts out, and module only in front.": name.replace("module.", "").replace(
            "_orig_mod.", ""
        ),
        "lstrip takes letters away, whatever their order, as long as it finds any of them; "
        "removeprefix takes a word.": _lstripped(name),
    }
    return told + next((hint for hint, gives in slips.items() if gives == came), "")


def _lstripped(name: str) -> str:
    """What stripping the letters of both prefixes leaves, in the more usual order."""
    return name.lstrip("module.").lstrip("_orig_mod.")  # noqa: B005


def _prefixes_off(name: str, rounds: int) -> str:
    for _ in range(rounds):
        for prefix in ("_orig_mod.", "module."):
            if name.startswith(prefix):
                name = name.removeprefix(prefix)
                break
    return name


def _layers(student: Student, count: int) -> list[str]:
    """Different names without anything to take out."""
    parts = ["fc", "model", "norm", "stem", "mode", "dim", "old"]
    picked = [parts[random_integer(student, 0, len(parts))] for _ in range(count)]
    return [f"{part}{k}.{k}.weight" for k, part in enumerate(picked)]


@sealed("test_plain_names")
def prefixes_are_taken_off(student: Student) -> Verdict:
    for wrapper in ("_orig_mod.", "module.", "module._orig_mod.", "_orig_mod.module.",
                    "module.module.", "_orig_mod.module._orig_mod.", ""):  # fmt: skip
        names = _layers(student, 4)
        if wrong := _rename(student, [(wrapper + name, name) for name in names]):
            return wrong
    return Verdict.right()


@sealed("test_plain_names")
def only_whole_parts_are_taken_out(student: Student) -> Verdict:
    a, b, c, d, e, f, g, h = _layers(student, 8)
    pairs = [
        (f"submodule.{a}", f"submodule.{a}"),
        (f"modules.{b}", f"modules.{b}"),
        (f"my_orig_mod.{c}", f"my_orig_mod.{c}"),
        (f"block.module.{d}", f"block.module.{d}"),
        (f"module.mode.{e}", f"mode.{e}"),
        (f"module.block.module.{f}", f"block.module.{f}"),
        (f"_orig_mod.dim.{g}", f"dim.{g}"),
        (f"_orig_modern.{h}", f"_orig_modern.{h}"),
    ]
    return _rename(student, pairs) or Verdict.right()


@sealed("test_plain_names")
def compiled_parts_of_a_net(student: Student) -> Verdict:
    a, b, c = _layers(student, 3)
    pairs = [
        (f"backbone._orig_mod.{a}", f"backbone.{a}"),
        (f"module.head._orig_mod.{b}", f"head.{b}"),
        (f"neck.module._orig_mod.{c}", f"neck.module.{c}"),
    ]
    return _rename(student, pairs) or Verdict.right()
