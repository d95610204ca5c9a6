"""Any notebook is graded, saved and shown: no traceback, no stuck run, no points out of nothing."""

import itertools

import pytest
from fuzzing import Pipeline, documents, search, strategies
from mutations import everywhere_odd, to_bytes

EXAMPLES = 60  # of each kind; benchmarks/faults.py takes as many as it is told
STEP = 23  # of all places and odd values, one of so many


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory) -> Pipeline:
    return Pipeline(tmp_path_factory.mktemp("fuzzing") / "tiny")


def test_the_instant_kernel_gives_what_is_owed(pipeline):
    released, right = map(to_bytes, documents(pipeline))
    assert pipeline.grade(released).report.score == 0
    assert pipeline.grade(right).report.score == 9


@pytest.mark.parametrize("kind", ["made up", "rearranged", "with flipped bytes"])
def test_every_notebook_is_graded_saved_and_shown(pipeline, kind):
    search(pipeline, strategies(pipeline)[kind], EXAMPLES)


def test_an_odd_value_in_any_place_does_no_harm(pipeline):
    for document in documents(pipeline):
        for data in itertools.islice(everywhere_odd(document), 0, None, STEP):
            pipeline.grade(data)
