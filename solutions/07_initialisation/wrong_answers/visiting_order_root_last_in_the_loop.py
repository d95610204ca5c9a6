# cell: visiting_order
# caught by: order_is_predicted
# hint: wrong end
# credit: 0.75
apply_order = ["stem", "block.norm", "block.conv", "block", "head.0", "head.1", "head", ""]
loop_order = ["stem", "block", "block.norm", "block.conv", "head", "head.0", "head.1", ""]
norm_after_apply = 0.0
norm_after_loop = 1.0
