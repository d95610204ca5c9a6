# cell: PictureDataset
# caught by: transform_is_called_at_each_access
# hint: nothing kept
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform
        self.kept = {}

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        if index not in self.kept:
            image = torch.from_numpy(self.pictures[index]).permute(2, 0, 1).float() / 255
            if self.transform is not None:
                image = self.transform(image)
            self.kept[index] = image
        return self.kept[index], int(self.labels[index])
