"""What the checks of a net run beside the student's code. NET stands for the name of the class."""

# Makes a net. A lazy layer gets its shape from one batch of zeros.
_MAKE = """
import torch
_Lazy = (torch.nn.parameter.UninitializedParameter, torch.nn.parameter.UninitializedBuffer)

def _make():
    _net = NET(*args)
    if not isinstance(_net, torch.nn.Module):
        return _net
    _net = _net.to(device)
    if any(isinstance(_p, _Lazy) for _p in (*_net.parameters(), *_net.buffers())):
        with torch.no_grad():
            _net(torch.zeros(2, *image).to(device))
    return _net
"""

# Its parameters by name: `shapes`, whether each `learns`, which are `used` by the scores; and what
# a module does not register: `plain` tensors, and lists of tensors or layers (`collected`).
STRUCTURE = (
    _MAKE
    + """
_net = _make()
is_module = isinstance(_net, torch.nn.Module)
kind = type(_net).__name__
shapes, learns, used, kinds, plain, collected = {}, {}, [], [], [], []
if is_module:
    _named = dict(_net.named_parameters())
    shapes = {_n: list(_p.shape) for _n, _p in _named.items()}
    learns = {_n: bool(_p.requires_grad) for _n, _p in _named.items()}
    kinds = [type(_m).__name__ for _m in _net.modules()][1:]
    for _m in _net.modules():
        for _n, _v in vars(_m).items():
            if isinstance(_v, torch.Tensor):
                plain.append(str(_n))
            elif isinstance(_v, (list, tuple, dict)) and not str(_n).startswith("_"):
                _in = _v.values() if isinstance(_v, dict) else _v
                if any(isinstance(_each, (torch.Tensor, torch.nn.Module)) for _each in _in):
                    collected.append(str(_n))
    _found = _net(torch.ones(2, *image).to(device))
    _leaves = [_p for _p in _named.values() if _p.requires_grad]
    if isinstance(_found, torch.Tensor) and _found.requires_grad and _leaves:
        try:
            _slopes = torch.autograd.grad(_found.sum(), _leaves, allow_unused=True)
        except RuntimeError:  # FORWARD reports it
            _slopes = _leaves
        _given = {id(_p) for _p, _g in zip(_leaves, _slopes) if _g is not None}
        used = [_n for _n, _p in _named.items() if id(_p) in _given]
"""
)

# With its parameters set to `values`: the `scores` of x, the gradients of sum(scores * slopes), the
# scores in evaluation mode, and which modules were asked for their forward instead of called. On a
# GPU, without the coarse rounding that convolutions are allowed by default.
FORWARD = (
    _MAKE
    + """
_coarse = torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32
torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False
_net = _make()
_named = dict(_net.named_parameters())
with torch.no_grad():
    for _n, _v in values.items():
        _named[_n].copy_(_v.to(device))
_given = x.to(device)
_x = _given.clone()
_net.train()
scores = _net(_x)
is_tensor = isinstance(scores, torch.Tensor)
kind = type(scores).__name__
is_recorded = is_tensor and scores.requires_grad
gradients, backward_error = {}, ""
if is_recorded and scores.shape == slopes.shape:
    _leaves = [_named[_n] for _n in values]
    try:
        _sum = (scores * slopes.to(device)).sum()
        gradients = dict(zip(values, torch.autograd.grad(_sum, _leaves, allow_unused=True)))
    except RuntimeError as _error:
        backward_error = str(_error)
x_after = _x.detach()

_called, _hooked = [], []

def _watch(_m):
    _forward = _m.forward
    def _counted(*_args, **_kwargs):
        _called.append(id(_m))
        return _forward(*_args, **_kwargs)
    _m.forward = _counted
    _m.register_forward_hook(lambda *_: _hooked.append(id(_m)))

_net.eval()
for _m in list(_net.modules()):
    _watch(_m)
with torch.no_grad():
    scores_in_eval_mode = _net(_given.clone())
is_hooked = id(_net) in _hooked
past_the_hooks = [
    type(_m).__name__ for _m in _net.modules() if _called.count(id(_m)) > _hooked.count(id(_m))
]
torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32 = _coarse
"""
)

# The parameters that two nets begin with, and whether the two have memory in common.
INITIAL = (
    _MAKE
    + """
_nets = [_make(), _make()]
initial = [{_n: _p.detach() for _n, _p in _net.named_parameters()} for _net in _nets]
_where = [{_p.data_ptr() for _p in _net.parameters() if _p.numel()} for _net in _nets]
is_shared = bool(_where[0] & _where[1])
"""
)
