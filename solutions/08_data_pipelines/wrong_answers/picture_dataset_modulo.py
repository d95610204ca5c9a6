# cell: PictureDataset
# caught by: walking_ends_with_index_error
# hint: expected IndexError
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        index = index % len(self.pictures)
        image = torch.from_numpy(self.pictures[index]).permute(2, 0, 1).float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
