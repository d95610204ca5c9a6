# cell: PictureDataset
# caught by: items_are_images_and_labels
# hint: still bytes
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform
        self.prepare = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32)])

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        image = self.prepare(self.pictures[index])
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
