# cell: PictureDataset
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(f'no item {index}')
        image = torch.from_numpy(self.pictures[index]).permute(2, 0, 1).float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
