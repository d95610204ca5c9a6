# cell: PictureDataset
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = torch.from_numpy(labels).to(torch.int64)
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        image = torch.tensor(self.pictures[index], dtype=torch.float32).permute(2, 0, 1) / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, self.labels[index]
