# cell: visiting_order
# caught by: order_is_predicted
# hint: order of __init__
# credit: 0.25
apply_order = ["stem", "block.conv", "block.norm", "block", "head.0", "head.1", "head", ""]
loop_order = ["", "stem", "block", "block.conv", "block.norm", "head", "head.0", "head.1"]
norm_after_apply = 0.0
norm_after_loop = 1.0
