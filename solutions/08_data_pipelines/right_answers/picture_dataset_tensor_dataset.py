# cell: PictureDataset
class PictureDataset(TensorDataset):
    def __init__(self, pictures, labels, transform=None):
        images = torch.tensor(pictures).permute(0, 3, 1, 2).float() / 255
        super().__init__(images, torch.from_numpy(labels).long())
        self.transform = transform

    def __len__(self):
        return len(self.tensors[0])

    def __getitem__(self, index):
        image, label = super().__getitem__(index)
        if self.transform is not None:
            image = self.transform(image)
        return image, label
