# cell: PictureDataset
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures, self.labels, self.transform = pictures, labels, transform
        self.prepare = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])

    def __len__(self):
        return self.labels.shape[0]

    def __getitem__(self, index):
        image = self.prepare(self.pictures[index])
        if self.transform:
            image = self.transform(image)
        return image, int(self.labels[index])
