# cell: PictureDataset
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        super().__init__()
        self.images = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return self.images.shape[0]

    def __getitem__(self, index):
        image = self.images[index]
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
