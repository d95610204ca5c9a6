"""Sealed checks: verdicts that code in the student's process cannot forge.

A check has two halves. Its probe runs in the student's process, on inputs chosen a moment ago;
its verdict is ordinary Python in the verifier's process.
"""

from autograde.sealed.checks import CheckSet, Judgement, load_checks, sealed, threshold
from autograde.sealed.evidence import BadEvidence, Evidence
from autograde.sealed.held_out import HeldOut
from autograde.sealed.student import KernelStudent, NamespaceStudent, Student, StudentRaised
from autograde.sealed.verdict import Verdict

__all__ = [
    "BadEvidence",
    "CheckSet",
    "Evidence",
    "HeldOut",
    "Judgement",
    "KernelStudent",
    "NamespaceStudent",
    "Student",
    "StudentRaised",
    "Verdict",
    "load_checks",
    "sealed",
    "threshold",
]
