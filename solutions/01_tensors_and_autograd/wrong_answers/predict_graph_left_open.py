# cell: predict_graph
# caught by: graph_is_predicted
# hint: no prediction for a, w
# Nothing filled in: the dictionaries are those of the release.
needs_grad = dict.fromkeys("awbcdefgh")
is_leaf = dict.fromkeys("awbcdefgh")
way_back = []
