# cell: PictureDataset
# caught by: transform_is_called_at_each_access
# hint: the finished image
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        picture = torch.tensor(self.pictures[index])
        if self.transform is not None:
            picture = self.transform(picture)
        return picture.permute(2, 0, 1).float() / 255, int(self.labels[index])
