"""Any notebook is graded, saved and shown: no traceback, no stuck run, no points out of nothing."""

import itertools
from collections.abc import Iterator

import pytest
from fuzzing import Pipeline, documents, search, strategies
from mutations import everywhere_odd, to_bytes

from autograde.kernels.launch import ADDRESS_VARIABLE, Template, can_fork

pytestmark = pytest.mark.slow

EXAMPLES = 60  # of each kind; benchmarks/faults.py takes as many as it is told
IN_KERNELS = 5
STEP = 97  # of all places and odd values, one of so many


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory) -> Iterator[Pipeline]:
    with Pipeline(tmp_path_factory.mktemp("fuzzing") / "tiny") as pipeline:
        yield pipeline


def test_the_instant_kernel_gives_what_is_owed(pipeline):
    released, right = map(to_bytes, documents(pipeline))
    assert pipeline.grade(released).report.score == 0
    assert pipeline.grade(right).report.score == 9


@pytest.mark.parametrize("kind", ["made up", "rearranged", "with flipped bytes"])
def test_every_notebook_is_graded_saved_and_shown(pipeline, kind):
    search(pipeline.grade, strategies(pipeline)[kind], EXAMPLES)


@pytest.mark.skipif(not can_fork(), reason="templates need Linux")
def test_real_kernels_run_them_too(pipeline, monkeypatch):
    with Template.start() as template:
        monkeypatch.setenv(ADDRESS_VARIABLE, template.address)
        search(pipeline.grade_in_kernel, strategies(pipeline)["rearranged"], IN_KERNELS)


@pytest.mark.parametrize("attachments", [None, [], ["a"], {"a.png": "b"}, {"a.png": {"b": []}}])
def test_attachments_of_any_kind_do_no_harm(pipeline, attachments):
    released, _ = documents(pipeline)
    for cell in released["cells"]:
        cell["attachments"] = attachments
    assert pipeline.grade(to_bytes(released)).report.score == 0


def test_an_odd_value_in_any_place_does_no_harm(pipeline):
    for document in documents(pipeline):
        for data in itertools.islice(everywhere_odd(document), 0, None, STEP):
            pipeline.grade(data)
