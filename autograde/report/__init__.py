"""The class at a glance: read from the gradebook, shown as one HTML page or a CSV table."""
