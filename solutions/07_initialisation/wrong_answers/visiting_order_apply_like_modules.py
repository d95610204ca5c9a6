# cell: visiting_order
# caught by: order_is_predicted
# hint: order of the other one
# credit: 0.5
apply_order = ["", "stem", "block", "block.norm", "block.conv", "head", "head.0", "head.1"]
loop_order = ["", "stem", "block", "block.norm", "block.conv", "head", "head.0", "head.1"]
norm_after_apply = 0.0
norm_after_loop = 1.0
