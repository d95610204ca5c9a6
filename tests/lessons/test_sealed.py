"""Sealed checks judge what a student's code does, the same way in a namespace and in a kernel."""

import base64
import random
import shutil
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from autograde.sealed import (
    BadEvidence,
    Evidence,
    HeldOut,
    KernelStudent,
    NamespaceStudent,
    StudentRaised,
    Verdict,
    load_checks,
)
from autograde.sealed.in_process import SealedCheckFailed, find_checks, grade_in_namespace
from autograde.sealed.student import StudentGone
from course_lib.data.sheets import Sheet, write_sheet
from course_lib.probe import MIME_TYPE, run_probe


def student_of(source: str) -> NamespaceStudent:
    namespace: dict = {"torch": torch}
    exec(source, namespace)
    return NamespaceStudent(namespace)


def kernel_of(namespace: dict, monkeypatch):
    """What a kernel does with the code that KernelStudent sends, without a kernel."""

    def execute(code: str, inputs: bytes) -> str | None:
        sent: list[dict] = []
        kernel = SimpleNamespace(get_parent=lambda: {"buffers": [memoryview(inputs)]})
        monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(kernel=kernel))
        monkeypatch.setattr("IPython.display.publish_display_data", sent.append)
        exec(code, namespace)
        return sent[0][MIME_TYPE]

    return execute


@pytest.fixture(params=["namespace", "kernel"])
def make_student(request, monkeypatch):
    """Both implementations of Student over the same code."""

    def make(source: str):
        namespace: dict = {"torch": torch}
        exec(source, namespace)
        if request.param == "namespace":
            return NamespaceStudent(namespace)
        return KernelStudent(kernel_of(namespace, monkeypatch))

    return make


def test_a_probe_brings_back_the_public_names_it_assigns(make_student):
    student = make_student("def f(x):\n    return x + 1")
    evidence = student.probe("import math\n_hidden = 1\ny = f(x)\nn = len(y)", x=torch.zeros(3))
    assert set(evidence) == {"y", "n"}
    assert torch.equal(evidence.tensor("y", shape=(3,)), torch.ones(3).double())


def test_what_a_probe_rebinds_in_the_notebook_is_put_back(make_student):
    student = make_student("data = 1\ndef f():\n    global new\n    new = 5\n    return data")
    assert student.probe("notebook['data'] = 7\nseen = f()").number("seen") == 7
    assert student.probe("seen = f()\nclean = 'new' not in notebook").number("seen") == 1
    assert student.probe("clean = 'new' not in notebook").flag("clean")


def test_a_probe_leaves_the_random_generators_as_they_were(make_student):
    student = make_student("import random, numpy")
    before = random.getstate(), np.random.get_state()[1].tolist(), torch.get_rng_state()
    student.probe("random.random(); numpy.random.rand(); torch.rand(1)")
    assert random.getstate() == before[0]
    assert np.random.get_state()[1].tolist() == before[1]
    assert torch.equal(torch.get_rng_state(), before[2])


def test_what_the_student_raises_is_reported_with_the_line(make_student):
    student = make_student("def f(x):\n    return x @ torch.ones(7)")
    with pytest.raises(StudentRaised, match="RuntimeError"):
        student.probe("y = f(x)", x=torch.ones(3))


def test_sys_exit_is_a_students_error_not_the_end(make_student):
    student = make_student("import sys\ndef f():\n    sys.exit(0)")
    with pytest.raises(StudentRaised, match="SystemExit"):
        student.probe("f()")


def test_what_is_printed_comes_back(make_student):
    student = make_student("def f():\n    print('accuracy 45.8%')")
    assert student.probe("f()").printed == "accuracy 45.8%\n"


@pytest.mark.parametrize("payload", [None, "", "not base64!", base64.b64encode(b"junk").decode()])
def test_a_forged_reply_costs_the_points(payload, sample_lesson):
    judgement = sample_lesson.checks.judge(
        "test_double", KernelStudent(lambda code, inputs: payload)
    )
    assert judgement.credit == 0 and "could not be read" in judgement.hint


def test_a_lost_process_is_reported_as_what_it_was(sample_lesson):
    def execute(code, inputs):
        raise StudentGone("timeout", "The cell took longer than 5 seconds.")

    judgement = sample_lesson.checks.judge("test_double", KernelStudent(execute))
    assert (judgement.credit, judgement.outcome) == (0, "timeout")


def test_the_first_check_that_disagrees_gives_the_hint(sample_lesson):
    judge = sample_lesson.checks.judge
    assert judge("test_double", student_of("def double(x):\n    return 2 * x")).credit == 1
    squared = judge("test_double", student_of("def double(x):\n    return x * x"))
    assert (squared.credit, squared.check) == (0, "twice_the_input")
    changed = judge("test_double", student_of("def double(x):\n    return x.mul_(2)"))
    assert (changed.credit, changed.check) == (0, "leaves_the_input_alone")


def test_partial_credit_is_kept(sample_lesson):
    judgement = sample_lesson.checks.judge("test_mean", student_of("def mean(x): return x.mean()"))
    assert judgement.credit == 0.5 and "Python float" in judgement.hint


def test_a_ranked_threshold_hands_on_what_it_measured_and_another_does_not(tmp_path):
    (tmp_path / "checks.py").write_text(
        "from autograde.sealed import threshold\n"
        "@threshold('test_net', bars={'embedded': 0.5}, hint='Train.', ranked=True)\n"
        "def share(student): return student.probe('y = net()').number('y')\n"
        "@threshold('test_other', bars={'embedded': 0.5}, hint='Train.')\n"
        "def other(student): return 0.75\n"
    )
    checks = load_checks(tmp_path / "checks.py")
    good, bad = student_of("def net(): return 0.75"), student_of("def net(): return 0.25")
    found = [checks.judge("test_net", student) for student in (good, bad)]
    assert [(each.credit, each.accuracy) for each in found] == [(1, 0.75), (0, 0.25)]
    assert checks.judge("test_other", good).accuracy is None


def test_everything_held_out_comes_once_as_it_is_and_once_mirrored(tmp_path):
    drawn = np.random.default_rng(0).integers(0, 256, (3, 3, 4, 5), dtype=np.uint8)
    numbers = np.array([7, 0, 9])
    write_sheet(tmp_path / "held_out", Sheet(drawn, numbers.astype(np.uint8), numbers, {}))
    images, labels = HeldOut(tmp_path / "held_out").everything()
    assert (images.dtype, labels.dtype) == (torch.uint8, torch.int64)
    assert np.array_equal(images[:3], drawn) and np.array_equal(images[3:], drawn[..., ::-1])
    assert labels.tolist() == [7, 0, 9, 7, 0, 9]


def test_a_fault_of_a_check_is_raised_not_charged_to_the_student(tmp_path):
    path = tmp_path / "checks.py"
    path.write_text(
        "from autograde.sealed import sealed\n"
        "@sealed('test_x')\ndef broken(student):\n    return 1 / 0\n"
    )
    with pytest.raises(ZeroDivisionError):
        load_checks(path).judge("test_x", student_of(""))


def test_a_folder_of_modules_is_one_set_of_checks(tmp_path):
    (tmp_path / "shared.py").write_text("def give(verdict):\n    return verdict\n")
    for name in ("first", "second"):
        (tmp_path / f"{name}.py").write_text(
            "from autograde.sealed import Verdict, sealed\nfrom .shared import give\n"
            f"@sealed('test_{name}')\ndef {name}(student):\n    return give(Verdict.right())\n"
        )
    checks = load_checks(tmp_path)
    assert [check.name for check in checks.checks] == ["first", "second"]
    assert checks.judge("test_second", student_of("")).credit == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "return"),
        ([1.0], "expected a tensor"),
        (torch.ones(2, 3), "expected (3, 2)"),
        (torch.full((3, 2), float("nan")), "not a number"),
    ],
)
def test_evidence_of_the_wrong_kind_becomes_a_hint(value, words):
    with pytest.raises(BadEvidence) as bad:
        Evidence({"scores": value}).tensor("scores", shape=(3, 2))
    assert words in str(bad.value)


@pytest.mark.parametrize("value", ["0.5", True, torch.ones(2), float("nan"), None, [1], 10**400])
def test_what_is_not_a_number_is_said(value):
    with pytest.raises(BadEvidence):
        Evidence({"n": value}).number("n")


def test_a_missing_name_is_said():
    with pytest.raises(BadEvidence, match="fc_w is missing"):
        Evidence({}).tensor("fc_w")


def test_a_verdict_that_costs_points_needs_a_hint():
    with pytest.raises(ValueError, match="hint"):
        Verdict(0.5)


def test_the_same_seed_draws_the_same_inputs_and_none_draws_fresh_ones():
    def draw(seed):
        return torch.rand(4, generator=NamespaceStudent({}, seed=seed).rng)

    assert torch.equal(draw(1), draw(1))
    assert not torch.equal(draw(None), draw(None))


def test_plain_nbgrader_reads_the_same_credit(sample_lesson, tmp_path, monkeypatch):
    lesson, folder = sample_lesson.name, tmp_path / "autograded" / "anna"
    folder.mkdir(parents=True)
    keys = tmp_path / "keys" / lesson
    keys.mkdir(parents=True)
    shutil.copy(sample_lesson.checks.path, keys)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GROUND_UP_DATA", "embedded")
    assert find_checks(lesson) == keys / "checks.py"

    def points(source: str):
        namespace = student_of(source).namespace
        return grade_in_namespace(namespace, lesson=lesson, test="test_mean", points=4)

    assert points("def mean(x): return x.mean().item()") is None
    assert points("def mean(x): return x.mean()") == 2
    with pytest.raises(SealedCheckFailed, match="all entries"):
        points("def mean(x): return x[0].mean().item()")


def test_probing_twice_gives_the_same_bytes_for_the_same_code():
    inputs = NamespaceStudent({}, seed=3).rng.get_state()
    from course_lib.evidence import encode

    blob = encode({"x": inputs})
    assert run_probe("y = x + 1", blob, {}) == run_probe("y = x + 1", blob, {})
