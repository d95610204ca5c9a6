"""Landlock: rules on files that hold even if a mount is wrong."""

import os
import struct
from collections.abc import Iterable

from autograde.sandbox import linux

# The numbers are the same on every architecture; the rights are from linux/landlock.h.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_ALL_OF_FIRST = (1 << 13) - 1
_REFER, _TRUNCATE, _DEVICE_CONTROL = 1 << 13, 1 << 14, 1 << 15
_ADDED = {2: _REFER, 3: _TRUNCATE, 5: _DEVICE_CONTROL}  # by the version that brought them
_SCOPES, _SCOPES_SINCE = 0b11, 6  # abstract sockets and signals stay among the restricted
_READ = _EXECUTE | _READ_FILE | _READ_FOLDER
_USE_DEVICE = _READ | _WRITE_FILE | _TRUNCATE | _DEVICE_CONTROL


def version() -> int:
    """The version of Landlock's interface that this kernel has; 0 for none."""
    return max(0, linux.syscall(_CREATE_RULESET, None, 0, _VERSION))


def restrict(writable: Iterable[str], devices: Iterable[str]) -> None:
    """Let this process write below `writable`, use `devices`, and only read everything else.

    Does nothing where the kernel has no Landlock. Needs no_new_privs. Raises OSError.
    """
    interface = version()
    if not interface:
        return
    rights = _ALL_OF_FIRST
    for since, added in _ADDED.items():
        rights |= added if interface >= since else 0
    scopes = _SCOPES if interface >= _SCOPES_SINCE else 0
    attributes = struct.pack("=QQQ", rights, 0, scopes)
    size = len(attributes) if scopes else 8
    ruleset = linux.syscall(_CREATE_RULESET, attributes, size, 0)
    if ruleset < 0:
        raise OSError("landlock_create_ruleset failed")
    try:
        _allow(ruleset, "/", _READ)
        for path in devices:
            _allow(ruleset, path, _USE_DEVICE & rights)
        for path in writable:
            _allow(ruleset, path, rights)
        if linux.syscall(_RESTRICT_SELF, ruleset, 0) < 0:
            raise OSError("landlock_restrict_self failed")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, beneath)
        if linux.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0) < 0:
            raise OSError(f"landlock_add_rule failed for {path}")
    finally:
        os.close(beneath)
