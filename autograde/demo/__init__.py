"""A sample class: made-up students whose submissions show the range of what comes in."""
