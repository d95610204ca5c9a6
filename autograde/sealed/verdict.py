"""What a sealed check concludes."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Verdict:
    """`credit` is the share of the points, 0 to 1; `hint` tells the student what is wrong.

    `accuracy`, 0 to 1, is what was measured, where the lesson has a leaderboard of it.
    """

    credit: float
    hint: str = ""
    accuracy: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.credit <= 1:
            raise ValueError(f"credit is {self.credit}, expected a number from 0 to 1")
        if self.credit < 1 and not self.hint:
            raise ValueError("a verdict that costs points needs a hint")

    @classmethod
    def right(cls) -> "Verdict":
        return cls(1.0)

    @classmethod
    def wrong(cls, hint: str) -> "Verdict":
        return cls(0.0, hint)

    @classmethod
    def partial(cls, credit: float, hint: str) -> "Verdict":
        return cls(credit, hint)

    def ranked_by(self, accuracy: float) -> "Verdict":
        """The same verdict, with an accuracy for the leaderboard."""
        return replace(self, accuracy=accuracy)
