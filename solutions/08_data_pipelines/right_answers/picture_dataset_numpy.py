# cell: PictureDataset
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        image = np.transpose(self.pictures[index], (2, 0, 1)).astype(np.float32) / 255
        image = torch.from_numpy(image)
        if self.transform is not None:
            image = self.transform(image)
        return image, self.labels[index].item()
