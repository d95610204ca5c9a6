# cell: PictureDataset
# caught by: transform_is_called_at_each_access
# hint: when the data set was made
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        images = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
        if transform is not None:
            images = torch.stack([transform(image) for image in images])
        self.images = images
        self.labels = labels

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index], int(self.labels[index])
