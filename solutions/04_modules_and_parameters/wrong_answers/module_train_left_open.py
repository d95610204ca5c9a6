# cell: module_train
# caught by: model_is_the_convnet
# hint: model is None
learning_rate = 3e-3
channel_1 = 32
channel_2 = 16

model = None
optimizer = None
