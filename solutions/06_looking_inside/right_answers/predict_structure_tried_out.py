# cell: predict_structure
tried = SmallNet()
structure = {
    "children": len(list(tried.children())),
    "modules": len(list(tried.modules())),
    "parameters": len(list(tried.named_parameters())),
    "buffers": len(list(tried.named_buffers())),
    "names in blocks": dict(tried.blocks.named_children()).keys(),
    "names in a block": [name for name, _ in tried.blocks[1].named_modules()],
    "own parameters": [name for name, _ in tried.named_parameters(recurse=False)],
    "a shape": tried.get_parameter("blocks.1.conv.weight").shape,
    "a class": type(tried.get_submodule("blocks.1")).__name__,
}
with torch.no_grad():
    for p in tried.parameters():
        p.zero_()
structure["scale"] = tried.scale.item()
