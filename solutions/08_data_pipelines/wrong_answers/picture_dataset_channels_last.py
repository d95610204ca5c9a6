# cell: PictureDataset
# caught by: items_are_images_and_labels
# hint: colours first
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        image = torch.tensor(self.pictures[index]).float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
