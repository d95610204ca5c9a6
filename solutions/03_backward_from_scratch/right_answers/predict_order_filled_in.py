# cell: predict_order
what_happens = {key: None for key in "abcdefgh"}
for key in "acf":
    what_happens[key] = "learns"
for key in "be":
    what_happens[key] = "stands still"
what_happens["d"] = "adds up"
what_happens["g"] = what_happens["h"] = "raises "
