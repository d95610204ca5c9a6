"""The subcommands of `course`, one module each: `add_arguments(parser)` and `run(args)`."""
