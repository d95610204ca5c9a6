# cell: predict_order
# caught by: order_is_predicted
# hint: no dictionary
what_happens = ["learns", "stands still", "learns", "adds up", "stands still", "learns", "raises", "raises"]
