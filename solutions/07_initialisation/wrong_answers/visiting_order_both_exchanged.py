# cell: visiting_order
# caught by: order_is_predicted
# hint: whichever comes last
apply_order = ["", "stem", "block", "block.norm", "block.conv", "head", "head.0", "head.1"]
loop_order = ["stem", "block.norm", "block.conv", "block", "head.0", "head.1", "head", ""]
norm_after_apply = 1.0
norm_after_loop = 0.0
