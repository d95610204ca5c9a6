"""Proofs that need not be made again, in `build/proofs/` of the checkout (not committed)."""

from autograde.lessons.source import Lesson
from autograde.verify.digest import lesson_digest


class Proof:
    """The proof of one lesson, as text: kept until something that it rests on changes.

    Make it before the proving begins, so that it is not kept for what has changed meanwhile.
    """

    def __init__(self, lesson: Lesson, data: str, seeds: int) -> None:
        self._folder = lesson.folder.parents[1] / "build" / "proofs"
        self._stem = f"{lesson.name}-{data}-{seeds}"
        self._path = self._folder / f"{self._stem}-{lesson_digest(lesson)[:32]}.txt"

    def read(self) -> str | None:
        """The text kept for this very lesson, or None."""
        return self._path.read_text(encoding="utf-8") if self._path.exists() else None

    def keep(self, text: str) -> None:
        """Keep a proof, in the place of older ones of the same lesson, data and seeds."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob(f"{self._stem}-*.txt"):
            old.unlink()
        part = self._path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._path)
