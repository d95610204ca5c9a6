# cell: PictureDataset
# caught by: transform_is_called_at_each_access
# hint: what it returns is not used
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        image = torch.from_numpy(self.pictures[index]).permute(2, 0, 1).float() / 255
        if self.transform is not None:
            self.transform(image)
        return image, int(self.labels[index])
