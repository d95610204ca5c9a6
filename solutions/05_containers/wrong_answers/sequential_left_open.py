# cell: sequential
# caught by: model_is_a_sequential
# hint: model is None
channel_1 = 32
channel_2 = 16
learning_rate = 1e-2

model = None
optimizer = None

