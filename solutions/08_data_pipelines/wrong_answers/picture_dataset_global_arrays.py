# cell: PictureDataset
# caught by: items_are_images_and_labels
# hint: that this data set was given
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.transform = transform

    def __len__(self):
        return len(pictures)

    def __getitem__(self, index):
        image = torch.from_numpy(pictures[index]).permute(2, 0, 1).float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(labels[index])
