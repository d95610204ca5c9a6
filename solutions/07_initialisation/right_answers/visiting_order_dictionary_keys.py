# cell: visiting_order
loop_order = list(dict(visited().named_modules()))
apply_order = ["stem", "block.norm", "block.conv", "block", "head.0", "head.1", "head", "net"]
norm_after_apply, norm_after_loop = torch.zeros(8), torch.ones(8)
