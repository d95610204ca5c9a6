"""What tests share: the sample lesson, small enough to run the whole machinery in seconds."""

from pathlib import Path

import pytest

from autograde.environment import prepare_environment
from autograde.lessons.source import Lesson, all_lessons

SAMPLE_CHECKOUT = Path(__file__).parent / "sample_course"

prepare_environment()


@pytest.fixture(scope="session")
def sample_lesson() -> Lesson:
    """Two exercises, `double` (2 points) and `mean` (4 points), with answers right and wrong."""
    return all_lessons(SAMPLE_CHECKOUT)[0]
