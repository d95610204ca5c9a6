"""`python -m autograde` is the `course` command."""

import sys

from autograde.cli import main

sys.exit(main())
