# cell: predict_views
view_shapes, view_shares = {}, {}

images = torch.zeros(64, 3, 32, 32)
made = {
    "one image": images[0],
    "red": images[:, 0],
    "rows": images.view(64, -1),
    "planes": images.flatten(2),
    "channels last": images.permute(0, 2, 3, 1),
    "rows of pixels": images.permute(0, 2, 3, 1).reshape(64, -1),
    "array": images.numpy(),
    "doubles": images.double(),
    "means": images.mean(dim=(0, 2, 3)),
}
for key, value in made.items():
    view_shapes[key] = value.shape
    view_shares[key] = np.shares_memory(np.asarray(value), images.numpy())
