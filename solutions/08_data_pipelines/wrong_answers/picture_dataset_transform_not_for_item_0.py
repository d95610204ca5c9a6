# cell: PictureDataset
# caught by: transform_is_called_at_each_access
# hint: dataset[0] is not transform
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures, self.labels, self.transform = pictures, labels, transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        image = torch.from_numpy(self.pictures[index]).permute(2, 0, 1).float() / 255
        if index and self.transform:
            image = self.transform(image)
        return image, int(self.labels[index])
