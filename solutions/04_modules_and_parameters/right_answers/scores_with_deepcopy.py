# cell: scores_with
import copy


def scores_with(net, values, x):
    twin = copy.deepcopy(net)
    twin.load_state_dict(values, strict=False)
    twin.eval()
    with torch.no_grad():
        return twin(x)
