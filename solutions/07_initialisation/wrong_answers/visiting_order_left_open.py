# cell: visiting_order
# caught by: order_is_predicted
# hint: no list
apply_order = None
loop_order = None
norm_after_apply = None
norm_after_loop = None
