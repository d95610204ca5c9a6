# cell: predict_order
what_happens = {
    "a": 'Learns.',
    "b": 'Stands still.',
    "c": 'Learns.',
    "d": 'Adds up.',
    "e": 'Stands still.',
    "f": 'Learns.',
    "g": 'Raises.',
    "h": 'Raises.',
}
