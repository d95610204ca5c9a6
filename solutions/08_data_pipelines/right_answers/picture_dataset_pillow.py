# cell: PictureDataset
class PictureDataset(Dataset):
    def __init__(self, pictures, labels, transform=None):
        self.pictures = pictures
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        from PIL import Image

        image = v2.functional.to_image(Image.fromarray(self.pictures[index]))
        image = v2.functional.to_dtype(image, torch.float32, scale=True)
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[index])
